/**
 * Does our swarm mode do what the real one did? Every recorded run must be a possible run of ours: its
 * actions are done again with one seed after the other, until everything agrees. And what never varied
 * in the recordings must not be a rare outcome of ours.
 */
import {
  Differences,
  namesOf,
  type Verdict,
  verdictOf,
} from '../../../scheduler/conform-verdict.ts'
import { differencesOf, fieldText, rangesOf, type Told } from './compare.ts'
import { type OrchestratorRecord, parseOrchestratorRecord } from './record.ts'
import { createRecordedBeats } from './recorded-beats.ts'
import { type DatedAction, replay } from './replay.ts'

const ms = 1000
/** Enough to meet an outcome of one in thirty almost surely. */
const seedsMax = 160
/** What is always so in the recordings is so in one of these, unless it is rarer than one in three. */
const seedsForSame = 12

export function conformOrchestrator(value: unknown): Verdict {
  let record: OrchestratorRecord
  try {
    record = parseOrchestratorRecord(value)
  } catch (error) {
    return verdictOf(namesOf(value), [(error as Error).message])
  }
  const found = new Differences()
  for (const [index, run] of record.runs.entries()) {
    const answers: Told[] = []
    const closest = closestAnswer(record, index, answers)
    for (const difference of closest) found.list.push(`run ${index + 1}: ${difference}`)
    compareSame(record, run, answers, found)
  }
  return verdictOf({ id: record.name, family: 'orchestrator' }, [...new Set(found.list)])
}

/** The differences of the answer that differs least. Notes all answers it has looked at. */
function closestAnswer(record: OrchestratorRecord, index: number, answers: Told[]): string[] {
  const ranges = rangesOf(record)
  let closest: string[] | undefined
  for (let seed = 1; seed <= seedsMax; seed++) {
    const answer = answerOf(record, index, `${seed}`)
    answers.push(answer)
    const differences = [...answer.impossible, ...differencesOf(record.runs[index], answer, ranges)]
    if (closest === undefined || differences.length < closest.length) closest = differences
    if (closest.length === 0) break
  }
  for (let seed = answers.length + 1; seed <= seedsForSame; seed++) {
    answers.push(answerOf(record, index, `${seed}`))
  }
  return closest ?? []
}

/** Fields that never varied: the recorded answer must be among our first ones. */
function compareSame(
  { same }: OrchestratorRecord,
  run: Told,
  answers: readonly Told[],
  found: Differences,
): void {
  const few = answers.slice(0, seedsForSame)
  for (const [field, isSame] of Object.entries(same)) {
    const recorded = fieldText(run.summary, field)
    const own = few.map(({ summary }) => fieldText(summary, field))
    // Which of equal nodes is taken is chance, in the recordings as well.
    if (!isSame || field === 'runningPerNode' || own.includes(recorded)) continue
    found.list.push(`${field} at the end: recorded always ${recorded}, we answer ${own[0]}`)
  }
}

function answerOf(
  { runs, config }: OrchestratorRecord,
  index: number,
  seed: string,
): Told & { readonly impossible: readonly string[] } {
  const { events } = runs[index]
  const { chance, impossible } = createRecordedBeats({
    seed,
    heartbeatPeriodUs: config.heartbeatMs * ms,
    heartbeatJitterUs: config.heartbeatJitterMs * ms,
    graceMultiplier: config.graceMultiplier,
    events,
  })
  const actions: DatedAction[] = events.flatMap(({ t, args }) =>
    args ? [{ timeMs: t, action: args }] : [],
  )
  const { events: told, summary } = replay({ seed, config, actions, chance })
  return { events: told, summary, impossible }
}
