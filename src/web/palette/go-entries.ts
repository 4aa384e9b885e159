/** Entries that lead somewhere: to a time, to the next fact of a kind, to a thing, to a scenario. */
import { parseTime } from '../../model/parse-time.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { viewOf } from '../managers/registry.ts'
import { nextFacts, nextWords } from '../panels/time-text.ts'
import { planOf } from '../run/loaded-run.ts'
import { findFact } from '../state/playback.ts'
import { bestFits } from './fuzzy.ts'
import { afterVerb, type PaletteEntry, type PaletteInput } from './palette-entry.ts'

const targetsMax = 5

export function goEntries(input: PaletteInput): PaletteEntry[] {
  return [
    ...timeEntries(input),
    ...nextEntries(input),
    ...lookEntries(input),
    ...openEntries(input),
  ]
}

function timeEntries({ text, run }: PaletteInput): PaletteEntry[] {
  const verb = afterVerb(text, 'go')
  // A time alone is meant as one, too.
  const timeUs = parseTime(verb === undefined ? text : verb.rest.replace(/^to\s+/, ''))
  if (run === undefined || timeUs === undefined) return []
  const clock = clockOf(Math.min(timeUs, run.trace.endUs))
  return [
    {
      words: `go ${clock}`,
      does: timeUs > run.trace.endUs ? 'the end of the run' : 'to that moment',
      score: verb?.score ?? 0.5,
      act: { type: 'send', event: { type: 'seek', timeUs } },
    },
  ]
}

function nextEntries({ text, context, run }: PaletteInput): PaletteEntry[] {
  const verb = afterVerb(text, 'next')
  if (run === undefined || verb === undefined) return []
  const { timeUs, position } = context
  return bestFits(verb.rest, nextWords, (word) => word, targetsMax).flatMap(({ one, score }) => {
    const types = nextFacts(`next ${one}`) ?? []
    const moment = findFact(run.trace, { timeUs, position }, 1, types)
    // There is none any more: the moment is where it was.
    if (moment.position === position) return []
    return [
      {
        words: `next ${one}`,
        does: `at ${clockOf(moment.timeUs)}`,
        score: verb.score + score,
        act: { type: 'send' as const, event: { type: 'jump' as const, moment } },
      },
    ]
  })
}

/** `look node-2`, `look web`. */
function lookEntries({ text, run }: PaletteInput): PaletteEntry[] {
  const verb = afterVerb(text, 'look at') ?? afterVerb(text, 'look')
  if (run === undefined || verb === undefined) return []
  const { model } = run.trace
  const nodes = model.nodes.map(({ name }, node) => ({ name, node }))
  const services = planOf(run, 'default').services.map(({ name }, service) => ({ name, service }))
  const isService = viewOf(model).hasServices
  return [
    ...bestFits(verb.rest, nodes, ({ name }) => name, targetsMax).map(({ one, score }) => ({
      words: `look at ${one.name}`,
      does: 'what it is, and what the manager believes',
      score: verb.score + score,
      act: {
        type: 'send' as const,
        event: { type: 'select' as const, selection: { type: 'node' as const, node: one.node } },
      },
    })),
    ...bestFits(verb.rest, services, ({ name }) => name, targetsMax).map(({ one, score }) => ({
      words: `look at ${one.name}`,
      does: isService ? 'the service, and what can be asked of it' : 'its boxes stay bright',
      score: verb.score + score,
      act: {
        type: 'send' as const,
        event: isService
          ? {
              type: 'select' as const,
              selection: { type: 'service' as const, service: one.service },
            }
          : { type: 'service' as const, service: one.service },
      },
    })),
  ]
}

/** `open example quorum`. */
function openEntries({ text, scenarios }: PaletteInput): PaletteEntry[] {
  const verb = afterVerb(text, 'open')
  if (verb === undefined) return []
  const wanted = verb.rest.replace(/^example\s*/, '')
  if (verb.rest === '') return []
  return bestFits(wanted, scenarios, (path) => path.replace(/\.ya?ml$/, ''), targetsMax).map(
    ({ one, score }) => ({
      words: `open example ${one.replace(/\.ya?ml$/, '')}`,
      does: 'a scenario that comes with Reberth',
      score: verb.score + score,
      act: { type: 'open' as const, path: one },
    }),
  )
}
