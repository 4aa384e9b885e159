/**
 * Ties the text field to the page: which text is in it, when it is checked, run and kept. The text
 * and its whole undo history outlive the panel; the text alone outlives the page.
 */
import { type EditorState, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useMachine } from '@xstate/react'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Issue } from '../../scenario/index.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { check, warmUp } from './check.ts'
import type { Checked } from './check-protocol.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'
import { type EditorContext, type EditorEvent, editorMachine } from './editor-machine.ts'
import { markIssues } from './issue-marks.ts'
import { scenarioOf, setSource } from './source-field.ts'
import { type TextListener, textState } from './text-view.ts'

export interface EditorHandle {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly view: RefObject<EditorView | undefined>
  /** Name of the file that the text is. */
  readonly path: string
  readonly issues: readonly Issue[]
  readonly state: EditorContext
  readonly send: (event: EditorEvent) => void
  /** Puts another scenario into the field, as one step that can be undone. */
  readonly load: (scenario: ScenarioFiles) => void
  /** What was open when the text came back from before. */
  readonly before: RefObject<ScenarioFiles | undefined>
}

/** What outlives the panel. */
interface Kept {
  state: EditorState | undefined
  /** The run that the text belongs to, -1 for none. */
  root: number
  /** The text as it was loaded: unchanged text need not be kept by the browser. */
  loaded: string
  /** The text that was last handed over to be run. */
  ran: string
  /** Files that the text read when it was last right; nothing until it was. */
  reads: readonly string[] | undefined
}

const kept: Kept = { state: undefined, root: -1, loaded: '', ran: '', reads: undefined }

/** What a field shows that belongs to no scenario. */
const blank: ScenarioFiles = {
  path: 'scenario.yaml',
  files: {
    'scenario.yaml': [
      'name: A new scenario',
      'until: 5m',
      'nodes:',
      '  - { name: "node-{1..3}", cpus: 4, memory: 8g }',
      'timeline:',
      '  - { at: 1s, docker: "run -d --name web-{1..3} -m 1g nginx:1.9" }',
      '',
    ].join('\n'),
  },
}

export function useEditor(): EditorHandle {
  const frame = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const before = useRef<ScenarioFiles>(undefined)
  const page = useSend()
  const root = useWorkbench(rootOf)
  const editing = useWorkbench((context) => context.editing)
  const hasProblem = useWorkbench(({ problem }) => problem !== undefined)
  const latest = useRef({ root, isFresh: false })
  latest.current.root = root

  const input = useMemo(() => {
    const onGood = (scenario: ScenarioFiles, { reads }: Checked) => {
      kept.reads = reads
      run(scenario, latest.current, page)
    }
    return { check, onGood }
  }, [page])
  const [{ context: state }, send] = useMachine(editorMachine, { input })
  const load = useMemo(() => {
    return (scenario: ScenarioFiles) => {
      if (view.current === undefined) return
      replace(view.current, scenario)
      kept.loaded = textOf(scenario)
      kept.reads = undefined
      send({ type: 'loaded', scenario })
    }
  }, [send])

  useEffect(() => {
    if (frame.current === null) return
    warmUp()
    const made = openView(frame.current, latest.current.root, { send, page, latest })
    view.current = made.view
    if (made.isRestored) before.current = latest.current.root?.scenario
    return () => {
      kept.state = made.view.state
      made.view.destroy()
      view.current = undefined
    }
  }, [send, page])
  // After the field is there: what was chosen for it, and what was opened since.
  const isWaiting = useRef(readDraftIfNew() !== undefined)
  useEffect(() => {
    if (editing?.scenario === undefined) return
    latest.current.isFresh = true
    isWaiting.current = false
    load(editing.scenario)
  }, [editing, load])
  useEffect(() => {
    if (view.current === undefined || (root === undefined && !hasProblem)) return
    if (isWaiting.current) {
      isWaiting.current = false
      before.current = root?.scenario
      kept.root = root?.id ?? -1
      send({ type: 'restored', scenario: scenarioOf(view.current.state) })
    } else if (root !== undefined && root.id !== kept.root) {
      kept.root = root.id
      const { scenario } = root
      if (scenario === undefined || keyOf(scenario) === kept.ran) return
      kept.ran = keyOf(scenario)
      load(scenario)
    }
  }, [root, hasProblem, load, send])

  const { checked, scenario } = state
  const issues = useMemo(() => (checked === undefined ? [] : inOrder(checked)), [checked])
  const path = scenario?.path ?? ''
  useEffect(() => {
    if (view.current === undefined || checked === undefined) return
    markIssues(
      view.current,
      issues.filter(({ file }) => file === path),
    )
  }, [checked, issues, path])
  return { frame, view, path, issues, state, send, load, before }
}

interface Ties {
  readonly send: (event: EditorEvent) => void
  readonly page: ReturnType<typeof useSend>
  readonly latest: RefObject<{ root: LoadedRun | undefined; isFresh: boolean }>
}

/** The listener of the field that is open; states that were kept from earlier ones call it, too. */
let current: TextListener | undefined

const listener: TextListener = {
  onChanged: (view) => current?.onChanged(view),
  onPointed: (names) => current?.onPointed(names),
}

function openView(parent: HTMLElement, root: LoadedRun | undefined, ties: Ties) {
  current = listenerOf(ties)
  const draft = readDraftIfNew()
  const first = draft ?? root?.scenario ?? blank
  if (kept.state === undefined) {
    kept.loaded = draft === undefined ? textOf(first) : ''
    kept.root = root?.id ?? -1
    kept.ran = root?.scenario === undefined ? '' : keyOf(root.scenario)
  }
  const state = kept.state ?? textState(first, listener)
  const view = new EditorView({ state, parent })
  if (draft === undefined) ties.send({ type: 'loaded', scenario: scenarioOf(state) })
  view.focus()
  return { view, isRestored: draft !== undefined }
}

/** What the browser kept from before this page, while no text of this page is there. */
function readDraftIfNew(): ScenarioFiles | undefined {
  return kept.state === undefined ? readDraft(localStorage) : undefined
}

function listenerOf({ send, page, latest }: Ties): TextListener {
  let pointed = ''
  return {
    onChanged(view) {
      const scenario = scenarioOf(view.state)
      if (textOf(scenario) === kept.loaded) dropDraft(localStorage)
      else send({ type: 'kept', isKept: keepDraft(localStorage, needed(scenario)) })
      send({ type: 'typed', scenario })
    },
    onPointed(names) {
      if (names.join() === pointed) return
      pointed = names.join()
      const nodes = latest.current.root?.trace.model.nodes ?? []
      const wanted = new Set(names)
      page({
        type: 'point',
        nodes: nodes.flatMap(({ name }, node) => (wanted.has(name) ? [node] : [])),
      })
    },
  }
}

/** As they stand in the text; what is about other files comes last. */
function inOrder({ errors, notes, reads }: Checked): readonly Issue[] {
  const rank = ({ file }: Issue) => reads.indexOf(file)
  return [...errors, ...notes].sort(
    (one, other) => rank(one) - rank(other) || one.line - other.line || one.column - other.column,
  )
}

/** Without what lies beside the scenario and is not read by it. */
function needed({ path, files }: ScenarioFiles): ScenarioFiles {
  const { reads } = kept
  if (reads === undefined) return { path, files }
  const entries = Object.entries(files).filter(([name]) => name === path || reads.includes(name))
  return { path, files: Object.fromEntries(entries) }
}

/** Runs a text without errors, unless it is what is open already. */
function run(
  scenario: ScenarioFiles,
  latest: { root: LoadedRun | undefined; isFresh: boolean },
  page: ReturnType<typeof useSend>,
): void {
  const { root, isFresh } = latest
  const key = keyOf(scenario)
  if (!isFresh && root?.scenario !== undefined && keyOf(root.scenario) === key) return
  kept.ran = key
  latest.isFresh = false
  const isEdit = !isFresh && root?.scenario !== undefined
  page({ type: 'open', scenario, title: scenario.path, isEdit })
}

function replace(view: EditorView, scenario: ScenarioFiles): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: textOf(scenario) },
    effects: setSource.of(scenario),
    selection: { anchor: 0 },
    // A step of its own in the history, never joined with typing.
    annotations: Transaction.addToHistory.of(true),
    userEvent: 'open',
    scrollIntoView: true,
  })
}

function rootOf({ runs }: WorkbenchContext): LoadedRun | undefined {
  return runs.find(({ parent }) => parent < 0)
}

function textOf({ path, files }: ScenarioFiles): string {
  return files[path] ?? ''
}

function keyOf(scenario: ScenarioFiles): string {
  return `${scenario.path}\n${textOf(scenario)}`
}
