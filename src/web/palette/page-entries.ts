/** Entries of the page itself: what is shown and how, with the keys that do the same. */
import { viewOf } from '../managers/registry.ts'
import type { WorkbenchEvent } from '../state/workbench-context.ts'
import { fitOf } from './fuzzy.ts'
import type { PaletteEntry, PaletteInput } from './palette-entry.ts'

interface PageVerb {
  readonly words: string
  readonly does: string
  readonly event?: WorkbenchEvent
  readonly press?: string
}

const verbs: readonly PageVerb[] = [
  { words: 'open a scenario…', does: 'o', event: { type: 'dialog', dialog: { type: 'gallery' } } },
  {
    words: 'lessons…',
    does: 'guided scenes with questions',
    event: { type: 'dialog', dialog: { type: 'lessons' } },
  },
  { words: 'edit the text', does: 'of this scenario', event: { type: 'edit' } },
  { words: 'play or pause', does: 'Space', event: { type: 'toggle' } },
  { words: 'to the start', does: 'Home', event: { type: 'toStart' } },
  { words: 'to the end', does: 'End', event: { type: 'toEnd' } },
  { words: 'why here', does: 'w: the last decision', event: { type: 'why' } },
  { words: 'figures', does: 'g: availability, recovery, use', event: { type: 'metrics' } },
  { words: 'tables', does: 't', event: { type: 'tables' } },
  { words: 'networks', does: 'joins the containers of each', event: { type: 'networks' } },
  { words: 'measure', does: 'm: memory, cpu, count', event: { type: 'measure' } },
  {
    words: 'colours…',
    does: 'which services have hues',
    event: { type: 'dialog', dialog: { type: 'colours' } },
  },
  { words: 'whole harbour', does: 'Alt+0', event: { type: 'view', view: undefined } },
  { words: 'show both', does: '1', event: { type: 'truth', truth: 'both' } },
  { words: 'show actual', does: '2', event: { type: 'truth', truth: 'actual' } },
  { words: 'show believed', does: '3', event: { type: 'truth', truth: 'believed' } },
  { words: 'show asked', does: '4', event: { type: 'truth', truth: 'asked' } },
  { words: 'theme light', does: 'always', event: { type: 'theme', theme: 'light' } },
  { words: 'theme dark', does: 'always', event: { type: 'theme', theme: 'dark' } },
  {
    words: 'theme high contrast',
    does: 'light or dark as your system has it',
    event: { type: 'theme', theme: 'contrast' },
  },
  {
    words: 'theme of the system',
    does: 'as it is there',
    event: { type: 'theme', theme: 'system' },
  },
  { words: 'save scenario', does: 's: this branch as a file', press: '[data-action="save"]' },
  {
    words: 'export…',
    does: 'picture, trace, tables',
    event: { type: 'dialog', dialog: { type: 'export' } },
  },
  {
    words: 'inspect…',
    does: 'a stream for Stately’s inspector',
    event: { type: 'dialog', dialog: { type: 'inspect', address: '' } },
  },
  { words: 'copy address', does: 'y: of this moment', press: '[data-action="copy-address"]' },
  { words: 'keys', does: '?', event: { type: 'dialog', dialog: { type: 'keys' } } },
  {
    words: 'empty the search',
    does: 'everything is bright again',
    event: { type: 'search', query: '' },
  },
]

/** Those that change the run by a dialog. */
const changing: readonly PageVerb[] = [
  {
    words: 'add a node…',
    does: 'asks for its size',
    event: { type: 'dialog', dialog: { type: 'addNode' } },
  },
]

export function pageEntries({ text, run }: PaletteInput): PaletteEntry[] {
  const typed = text.trim()
  const all = [...verbs]
  if (run?.scenario !== undefined) {
    all.push(...changing)
    if (viewOf(run.trace.model).canPartition) {
      const event = { type: 'dialog', dialog: { type: 'partition', nodes: [] } } as const
      all.push({ words: 'partition…', does: 'asks which machines stand together', event })
    }
  }
  if (run !== undefined && viewOf(run.trace.model).hasElections) {
    all.push({
      words: 'election',
      does: 'e: managers and their votes',
      event: { type: 'election' },
    })
  }
  const found = all.flatMap(({ words, does, event, press }): PaletteEntry[] => {
    const score = fitOf(typed, words)
    if (score === undefined) return []
    if (event !== undefined) return [{ words, does, score, act: { type: 'send', event } }]
    return press === undefined
      ? []
      : [{ words, does, score, act: { type: 'press', selector: press } }]
  })
  const query = /^(?:search|find)\s+(.+)$/i.exec(typed)?.[1]
  if (query === undefined) return found
  const event = { type: 'search', query } as const
  return [
    ...found,
    { words: `search ${query}`, does: 'the rest pales', score: 0, act: { type: 'send', event } },
  ]
}
