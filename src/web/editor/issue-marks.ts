/**
 * Issues in the text: underlined at their place, told below their line, with a button that writes
 * the suggestion. They move with the text until the next check.
 */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { type Extension, type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { Issue } from '../../scenario/index.ts'
import { type Fix, fixOf, spanOf } from './issue-range.ts'

/** More sentences than this would bury the text; all are underlined and listed. */
const toldMax = 40

const setTold = StateEffect.define<DecorationSet>()

const told = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes }) {
    return effects.findLast((effect) => effect.is(setTold))?.value ?? marks.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

export const issueMarks: Extension = told

/** Shows the issues of this file; those of others are only listed. */
export function markIssues(view: EditorView, issues: readonly Issue[]): void {
  const text = view.state.doc.toString()
  const ordered = [...issues].sort((one, other) => one.line - other.line)
  const marks: Range<Decoration>[] = ordered.slice(0, toldMax).map((issue) => {
    const line = view.state.doc.lineAt(spanOf(text, issue).from)
    const widget = new IssueLine(issue, fixOf(text, issue), line.from)
    return Decoration.widget({ widget, block: true, side: 1 }).range(line.to)
  })
  view.dispatch(
    setDiagnostics(
      view.state,
      issues.map((issue) => diagnosticOf(text, issue)),
    ),
    {
      effects: setTold.of(Decoration.set(marks, true)),
    },
  )
}

function diagnosticOf(text: string, issue: Issue): Diagnostic {
  const fix = fixOf(text, issue)
  const actions = fix === undefined ? [] : [{ name: fixName(fix), apply: applyFix }]
  return { ...spanOf(text, issue), severity: issue.severity, message: issue.message, actions }
  function applyFix(view: EditorView, from: number): void {
    if (fix !== undefined) writeFix(view, fix, from)
  }
}

/** Writes the suggestion at `from`, unless something else stands there by now. */
export function writeFix(view: EditorView, fix: Fix, from = fix.from): void {
  const to = from + fix.was.length
  if (view.state.sliceDoc(from, to) !== fix.was) return
  view.dispatch({ changes: { from, to, insert: fix.text }, userEvent: 'input' })
  view.focus()
}

export function fixName({ text }: Fix): string {
  return `Write ${text}`
}

/** The sentence below a line. */
class IssueLine extends WidgetType {
  readonly issue: Issue
  readonly fix: Fix | undefined
  /** Where in its line the fix writes. */
  readonly column: number

  constructor(issue: Issue, fix: Fix | undefined, lineFrom: number) {
    super()
    this.column = (fix?.from ?? lineFrom) - lineFrom
    this.issue = issue
    this.fix = fix
  }

  override eq({ issue, fix, column }: IssueLine): boolean {
    const { message, severity } = this.issue
    const isSame = issue.message === message && issue.severity === severity
    return isSame && column === this.column && fix?.was === this.fix?.was
  }

  override toDOM(view: EditorView): HTMLElement {
    const { issue, fix } = this
    const line = document.createElement('div')
    line.className = `issue-line ${issue.severity}`
    const words = document.createElement('span')
    words.textContent = issue.message
    line.append(words)
    if (fix !== undefined) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = fixName(fix)
      // The list below has the same button for the keyboard: Tab in the text leads out of it.
      button.tabIndex = -1
      button.onclick = () => {
        // Where it stands now, if the text above was changed since.
        const at = view.state.doc.lineAt(view.posAtDOM(line, 0) - 1)
        writeFix(view, fix, at.from + this.column)
      }
      line.append(button)
    }
    return line
  }

  override ignoreEvent(): boolean {
    return true
  }
}
