/** The text field of the editor: CodeMirror with what scenarios need, in the page's colours. */
import { closeBrackets } from '@codemirror/autocomplete'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup } from 'codemirror'
import type { ScenarioFiles } from '../run/protocol.ts'
import { issueMarks } from './issue-marks.ts'
import { namesAt } from './node-lines.ts'
import { schemaHelp } from './schema-help.ts'
import { sourceField } from './source-field.ts'
import { textTimes } from './text-times.ts'

export interface TextListener {
  onChanged(view: EditorView): void
  /** The pointer is over a word that can be names of nodes, or over none. */
  onPointed(names: readonly string[]): void
}

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--ink)', fontWeight: '600' },
  { tag: [tags.string, tags.content], color: 'var(--focus)' },
  { tag: tags.comment, color: 'var(--ink2)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink2)' },
  { tag: [tags.typeName, tags.labelName], color: 'var(--warn)' },
])

export function textState(scenario: ScenarioFiles, listener: TextListener): EditorState {
  return EditorState.create({
    doc: scenario.files[scenario.path] ?? '',
    extensions: [
      // Before the basic set, whose own keys and colours come second.
      Prec.high(keymap.of(issueKeys)),
      syntaxHighlighting(highlighting),
      basicSetup,
      // Sentences and command lines are long, and the field is half of the page.
      EditorView.lineWrapping,
      closeBrackets(),
      yaml(),
      lintGutter(),
      schemaHelp(),
      issueMarks,
      textTimes,
      sourceField(scenario),
      EditorView.contentAttributes.of({ 'aria-label': 'Text of the scenario', tabindex: '0' }),
      changes(listener),
      pointing(listener),
    ],
  })
}

const issueKeys = [
  { key: 'F8', run: nextDiagnostic },
  { key: 'Shift-F8', run: previousDiagnostic },
]

function changes(listener: TextListener): Extension {
  return EditorView.updateListener.of(({ docChanged, view }) => {
    if (docChanged) listener.onChanged(view)
  })
}

function pointing(listener: TextListener): Extension {
  return EditorView.domEventHandlers({
    mousemove({ clientX, clientY }, view) {
      const offset = view.posAtCoords({ x: clientX, y: clientY })
      listener.onPointed(offset === null ? [] : namesAt(view.state.doc.toString(), offset))
    },
    mouseleave: () => listener.onPointed([]),
  })
}
