/** The moment the page shows, for panels that are drawn from the cluster. */
import { type Manifest, manifestOf } from '../../projection/harbour-manifest.ts'
import { type Phrase, sentenceOf } from '../../projection/harbour-sentence.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useRun, useWorkbench } from '../state/workbench-react.ts'

/** The manifest now; it changes only with facts. */
export function useManifest(): Manifest | undefined {
  const run = useRun()
  const position = useWorkbench((context) => context.position)
  if (run === undefined) return undefined
  return manifestOf(planOf(run, 'default'), clusterOf(run, { position, timeUs: 0 }))
}

/** The sentence now. Where it tells an age, it changes with every second. */
export function useSentence(): readonly Phrase[] {
  const run = useRun()
  const position = useWorkbench((context) => context.position)
  const second = useWorkbench((context) => Math.floor(context.timeUs / 1_000_000))
  const hasMoved = useWorkbench((context) => context.hasMoved)
  const isComputing = useWorkbench((context) => context.job !== undefined)
  if (run === undefined) {
    return [{ text: isComputing ? 'Simulating …' : 'No scenario yet. Open one.', tone: 'plain' }]
  }
  if (!hasMoved) return [{ text: 'Press Space.', tone: 'strong' }, ...aboutOf(run)]
  const timeUs = Math.max(second * 1_000_000, run.trace.timeUs[position - 1] ?? 0)
  const key = `${run.id}/${position}/${timeUs}`
  if (last.run === run && last.key === key) return last.phrases
  const phrases = sentenceOf({
    plan: planOf(run, 'default'),
    memory: run.memory,
    incidents: run.incidents,
    cluster: clusterOf(run, { position, timeUs }),
    position,
    timeUs,
  })
  last = { run, key, phrases }
  return phrases
}

/** Eye and ear ask for the same sentence; it is made once. */
let last: { run?: LoadedRun; key: string; phrases: readonly Phrase[] } = { key: '', phrases: [] }

function aboutOf({ trace }: LoadedRun): Phrase[] {
  const { about } = trace.model
  return about === '' ? [] : [{ text: ` ${about.trim()}`, tone: 'plain' }]
}
