/**
 * The times of the timeline's entries in the text: a grip beside each, which is dragged sideways, and
 * Alt with the arrows at the line. What cannot be moved says why.
 */
import { copyLineDown, copyLineUp, moveLineDown, moveLineUp } from '@codemirror/commands'
import {
  type EditorState,
  type Extension,
  Prec,
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  keymap,
  showTooltip,
  type Tooltip,
} from '@codemirror/view'
import { type DatedEntry, entryAt } from './dated-entries.ts'
import { followDrag } from './follow-drag.ts'
import { timesActor } from './times-machine.ts'
import { entriesField, setTime } from './write-time.ts'

const second = 1_000_000
/** So far the pointer goes for one second: near enough to hit each, far enough for a minute. */
const pixelsPerSecond = 4

class Grip extends GutterMarker {
  readonly index: number
  readonly fixed: string

  constructor(index: number, fixed: string) {
    super()
    this.index = index
    this.fixed = fixed
  }

  override eq({ index, fixed }: Grip): boolean {
    return index === this.index && fixed === this.fixed
  }

  override toDOM(view: EditorView): HTMLElement {
    const grip = document.createElement('span')
    grip.className = this.fixed === '' ? 'time-grip' : 'time-grip fixed'
    grip.title =
      this.fixed === ''
        ? 'Drag sideways: another time, with Shift in steps of ten. In the line: Alt+↑, Alt+↓.'
        : this.fixed
    if (this.fixed === '') grip.onpointerdown = (event) => drag(event, this.index, view)
    return grip
  }
}

function drag(event: PointerEvent, index: number, view: EditorView): void {
  if (event.button !== 0) return
  timesActor.send({ type: 'grabbed', index })
  const { held } = timesActor.getSnapshot().context
  if (held === undefined) return
  const end = (type: 'released' | 'cancelled') => {
    timesActor.send({ type })
    // Undoing is then of the text. On a touch screen it would bring the keyboard up.
    if (event.pointerType !== 'touch') view.focus()
  }
  followDrag(event, {
    onMoved(x, { shiftKey }) {
      const steps = Math.round(x / pixelsPerSecond) * (shiftKey ? 10 : 1)
      timesActor.send({ type: 'moved', atUs: Math.max(0, held.fromUs + steps * second) })
    },
    onReleased: () => end('released'),
    onCancelled: () => end('cancelled'),
  })
}

/** Where the time stands, or the entry begins. */
function gripPlace({ time, from }: DatedEntry): number {
  return time?.from ?? from
}

const grips = StateField.define<RangeSet<GutterMarker>>({
  create: gripsOf,
  update: (marks, { docChanged, state }) => (docChanged ? gripsOf(state) : marks),
})

function gripsOf(state: EditorState): RangeSet<GutterMarker> {
  const entries = state.field(entriesField)
  const builder = new RangeSetBuilder<GutterMarker>()
  let last = -1
  for (const [index, entry] of entries.entries()) {
    const { from } = state.doc.lineAt(Math.min(gripPlace(entry), state.doc.length))
    // One for a line: a list on one line has its first.
    if (from <= last) continue
    last = from
    builder.add(from, from, new Grip(index, entry.fixed))
  }
  return builder.finish()
}

const gripGutter = gutter({
  class: 'cm-times',
  markers: (view) => view.state.field(grips, false) ?? RangeSet.empty,
  initialSpacer: () => new Grip(-1, ''),
})

export const setPointed = StateEffect.define<number>()

/** The lines of the entry that is pointed at over the lanes. */
const pointedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { state, changes, effects }) {
    const effect = effects.findLast((one) => one.is(setPointed))
    if (effect === undefined) return lines.map(changes)
    const entry = state.field(entriesField)[effect.value]
    if (entry === undefined) return Decoration.none
    const line = state.doc.lineAt(gripPlace(entry))
    return Decoration.set([Decoration.line({ class: 'pointed-entry' }).range(line.from)])
  },
  provide: (field) => EditorView.decorations.from(field),
})

const setReason = StateEffect.define<Tooltip>()

/** Why nothing moved, until anything else is done. */
const reason = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, { effects, docChanged, selection }) {
    const effect = effects.findLast((one) => one.is(setReason))
    return effect?.value ?? (docChanged || selection !== undefined ? null : shown)
  },
  provide: (field) => showTooltip.from(field),
})

/** Later or earlier, for the entry the cursor is in; elsewhere the key moves lines as ever. */
function step(seconds: number, elsewhere: (view: EditorView) => boolean) {
  return (view: EditorView): boolean => {
    const { state } = view
    const entries = state.field(entriesField)
    const { head } = state.selection.main
    const index = entryAt(state.doc.toString(), entries, head)
    const entry = entries[index]
    if (entry === undefined) return elsewhere(view)
    const atUs = Math.max(0, (entry.atUs ?? 0) + seconds * second)
    if (!setTime(view, index, atUs)) tellWhy(view, head, entry.fixed)
    return true
  }
}

function tellWhy(view: EditorView, pos: number, text: string): void {
  const dom = document.createElement('p')
  dom.className = 'time-reason'
  dom.textContent = text
  const tooltip: Tooltip = { pos, above: true, create: () => ({ dom }) }
  view.dispatch({ effects: [setReason.of(tooltip), EditorView.announce.of(text)] })
}

const keys = [
  { key: 'Alt-ArrowUp', run: step(1, moveLineUp), shift: step(10, copyLineUp) },
  { key: 'Alt-ArrowDown', run: step(-1, moveLineDown), shift: step(-10, copyLineDown) },
]

const pointing = EditorView.domEventHandlers({
  mousemove({ clientX, clientY }, view) {
    const offset = view.posAtCoords({ x: clientX, y: clientY })
    const { doc } = view.state
    const entries = view.state.field(entriesField)
    const index = offset === null ? -1 : entryAt(doc.toString(), entries, offset)
    timesActor.send({ type: 'pointed', index, by: 'text' })
  },
  mouseleave: () => timesActor.send({ type: 'pointed', index: -1, by: 'text' }),
})

export const textTimes: Extension = [
  entriesField,
  grips,
  gripGutter,
  pointedLines,
  reason,
  pointing,
  Prec.high(keymap.of(keys)),
]
