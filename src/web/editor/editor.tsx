/**
 * The scenario editor: the text left of its harbour. What is typed is checked, told at its place,
 * and run when it is right; the last good run stays until then.
 */
import './editor.css'
import './code-mirror.css'
import './editor-times.css'
import { nextDiagnostic } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import { type RefObject, useEffect } from 'react'
import { plural } from '../../model/format.ts'
import type { Issue } from '../../scenario/index.ts'
import { downloadText } from '../export/download.ts'
import { useRun, useSend } from '../state/workbench-react.ts'
import { dropDraft } from './draft.ts'
import { fixName, writeFix } from './issue-marks.ts'
import { fixOf, spanOf } from './issue-range.ts'
import { scenarioOf } from './source-field.ts'
import { type EditorHandle, useEditor } from './use-editor.ts'
import { useRevealedNode } from './use-revealed-node.ts'
import { useTimes } from './use-times.ts'

/** Stands over the lanes, and comes with the editor. */
export { EntryMarks } from './entry-marks.tsx'

export default function Editor() {
  const editor = useEditor()
  const send = useSend()
  useRevealedNode(editor.view)
  useNextIssueKey(editor.view)
  const { path, issues, state } = editor
  useTimes({ view: editor.view, send: editor.send, scenario: state.scenario })
  const errors = issues.filter(({ severity }) => severity === 'error').length
  return (
    <section className="editor" aria-label="Scenario editor">
      <header>
        <h2>Scenario</h2>
        <code>{path}</code>
        <span className="spring" />
        <button type="button" onClick={() => save(editor.view)}>
          Save as file
        </button>
        <button type="button" onClick={() => send({ type: 'edit.closed' })}>
          Close
        </button>
      </header>
      <Remarks editor={editor} />
      <div className="editor-text" ref={editor.frame} />
      <div className="editor-foot">
        <p role="status" className={errors > 0 ? 'errors' : ''}>
          {statusWords(errors, issues.length - errors, state)}
        </p>
        {issues.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which keys must reach
          <ol className="editor-issues" tabIndex={0} aria-label="Problems">
            {issues.map((issue) => (
              <IssueRow key={keyOf(issue)} issue={issue} path={path} view={editor.view} />
            ))}
          </ol>
        )}
      </div>
    </section>
  )
}

function statusWords(errors: number, notes: number, state: EditorHandle['state']): string {
  if (state.isBroken) return 'The check stopped working. Type on, and it starts again.'
  if (errors > 0) {
    return `${plural(errors, 'problem')}; this is the last good run. F8 goes to the next one.`
  }
  if (state.checked === undefined) return 'Checking …'
  if (notes > 0) return `It runs. ${plural(notes, 'remark')}; F8 goes to the next one.`
  return 'It runs.'
}

interface IssueRowProps {
  readonly issue: Issue
  readonly path: string
  readonly view: RefObject<EditorView | undefined>
}

function IssueRow({ issue, path, view }: IssueRowProps) {
  const { file, line, column, message, severity } = issue
  const isHere = file === path
  const text = view.current?.state.doc.toString() ?? ''
  const fix = isHere ? fixOf(text, issue) : undefined
  const go = () => {
    const current = view.current
    if (current === undefined) return
    const { from, to } = spanOf(current.state.doc.toString(), issue)
    current.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true })
    current.focus()
  }
  const place = `${isHere ? '' : `${file}:`}${line}:${column}`
  return (
    <li className={severity}>
      {isHere ? (
        <button type="button" className="position" onClick={go}>
          {place}
        </button>
      ) : (
        <span className="position">{place}</span>
      )}
      <span>{message}</span>
      {fix !== undefined && (
        <button
          type="button"
          className="fix"
          onClick={() => view.current !== undefined && writeFix(view.current, fix)}
        >
          {fixName(fix)}
        </button>
      )}
    </li>
  )
}

/** What a person must know about the text itself: where it comes from, and whether it is kept. */
function Remarks({ editor }: { readonly editor: EditorHandle }) {
  const run = useRun()
  const { state, view, path } = editor
  const branch = run !== undefined && run.parent >= 0 ? run : undefined
  const theirs = branch?.scenario?.files[branch.scenario.path]
  const openText = run?.scenario
  return (
    <>
      {state.isUnkept && (
        <p className="editor-remark" role="alert">
          This browser has no room to keep the text: it lasts as long as this page. Save it as a
          file.
        </p>
      )}
      {state.isRestored && (
        <p className="editor-remark">
          This is your text from before; it was not saved as a file.
          <button type="button" onClick={() => editor.send({ type: 'remark.closed' })}>
            Go on with it
          </button>
          {openText !== undefined && (
            <button type="button" onClick={() => startOver(editor)}>
              Drop it
            </button>
          )}
        </p>
      )}
      {branch !== undefined && theirs !== undefined && theirs !== textOf(view) && (
        <p className="editor-remark">
          The harbour shows the branch “{branch.label}”; this is the text of {path}.
          <button type="button" onClick={() => branch.scenario && editor.load(branch.scenario)}>
            Take the text of the branch
          </button>
        </p>
      )}
    </>
  )
}

/** The text that was open before the draft came back. Undo brings the draft back. */
function startOver(editor: EditorHandle): void {
  dropDraft(localStorage)
  if (editor.before.current !== undefined) editor.load(editor.before.current)
}

function textOf(view: RefObject<EditorView | undefined>): string | undefined {
  return view.current?.state.doc.toString()
}

function save(view: RefObject<EditorView | undefined>): void {
  if (view.current === undefined) return
  const { path, files } = scenarioOf(view.current.state)
  const name = path.split('/').at(-1) ?? 'scenario.yaml'
  downloadText(name.endsWith('.yml') ? name : name.replace(/(\.yaml)?$/, '.yaml'), files[path])
}

/** F8 goes to the next issue from wherever the focus is. */
function useNextIssueKey(view: RefObject<EditorView | undefined>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.defaultPrevented || view.current === undefined) return
      event.preventDefault()
      nextDiagnostic(view.current)
      view.current.focus()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [view])
}

function keyOf({ file, line, column, path, message }: Issue): string {
  return `${file}:${line}:${column}:${path}:${message}`
}
