/**
 * Why here, why not there, in swarm mode. All decisions of a round are separate facts at one time, but the
 * scheduler decided about all tasks of a service and version together: it is asked again about that group.
 */
import { listed } from '../../model/format.ts'
import { type TaskStateCode, taskStateCode } from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import type { Explanation } from '../../scheduler/explanation.ts'
import { explain } from '../../scheduler/swarmkit/explain.ts'
import { explainInGroup } from '../../scheduler/swarmkit/explain-group.ts'
import type { TaskToExplain } from '../../scheduler/swarmkit/explain-words.ts'
import { isGlobalNode } from '../../scheduler/swarmkit/global-nodes.ts'
import { assert } from '../../sim/assert.ts'
import type { Decision } from '../decisions.ts'
import { pictureBefore, type SchedulerPicture } from './scheduler-picture.ts'
import { type Round, type RoundGroup, roundOf } from './scheduling-round.ts'
import { isOfEachNode, nodeOfSlot, specOf } from './trace-tasks.ts'

/**
 * Asks the scheduler the question of a decision again.
 * @returns the verdict on every node that was asked, in the order of the model's nodes.
 */
export function explainSwarmkit(trace: Trace, decision: Decision): Explanation {
  const round = roundOf(trace, decision.row)
  return isOfEachNode(trace, decision.container)
    ? explainPreassigned(trace, decision, round)
    : explainChosen(trace, decision, round)
}

/** A task of a global service: the scheduler only says whether it fits the node it was made for. */
function explainPreassigned(trace: Trace, decision: Decision, round: Round): Explanation {
  const picture = pictureBefore(trace, round.from)
  const { container } = decision
  const node = nodeOfSlot(trace, container)
  const slot = picture.slots.get(node)
  assert(slot !== undefined, 'a task that waits for its node waits for one that is there')
  const task = { ...taskOf(trace, picture, container), preassigned: slot }
  const options = {
    timeUs: decision.timeUs,
    names: namesOf(trace, picture),
    ...(decision.node >= 0 && { chosen: slot }),
  }
  const before = round.confirmed.filter((row) => decision.node < 0 || row < decision.row)
  let explanation = explain(picture.placer, task, options)
  for (const row of before) {
    // Preassigned tasks come in random order: a refused one came where its text is true.
    if (decision.node < 0 && explanation.error === decision.error) break
    book(trace, picture, row)
    explanation = explain(picture.placer, task, options)
  }
  return { ...explanation, notes: [whyOnNode(trace, picture, { container, slot })] }
}

/** The orchestrator's reason, which is not the scheduler's. */
function whyOnNode(
  trace: Trace,
  { placer, handles }: SchedulerPicture,
  { container, slot }: { readonly container: number; readonly slot: number },
): string {
  const handle = handles.get(container)
  assert(handle !== undefined, 'the scheduler knows the task')
  const node = placer.cluster.nodes[slot]
  const { service, spec } = specOf(trace, container)
  const name = trace.tables.services?.[service] ?? ''
  const job = spec.mode.type === 'global-job' ? 'a global job' : 'a global service'
  const rule = `${name} is ${job}: its orchestrator puts one task on every node that meets the constraints and is neither down nor drained nor paused`
  // What the service asks for may have changed since the task was made.
  return isGlobalNode(node, placer.tasks.specs[handle])
    ? `${rule}. ${node.id} is such a node`
    : `${rule}. ${node.id} was such a node when the task was made`
}

function explainChosen(trace: Trace, decision: Decision, round: Round): Explanation {
  const asked = askedAt(trace, decision, round)
  for (const groupsBefore of asked.places) {
    const picture = pictureBefore(trace, round.from)
    for (const row of round.confirmed) book(trace, picture, row)
    for (const { rows } of round.groups.slice(0, groupsBefore)) {
      for (const row of rows) book(trace, picture, row)
    }
    const explanation = explainInGroup(
      picture.placer,
      groupOf(trace, picture, { decision, round, group: asked.group }),
    )
    if (explanation !== undefined) return explanation
  }
  return explainAlone(trace, decision)
}

/** After how many groups of the round the decision can have come; a group without places says nothing of it. */
function askedAt(
  trace: Trace,
  { container }: Decision,
  { groups }: Round,
): { readonly group: RoundGroup | undefined; readonly places: readonly number[] } {
  const { spec } = trace.tables.containers[container]
  const at = groups.findIndex((group) => group.spec === spec)
  if (at >= 0) return { group: groups[at], places: [at] }
  return { group: undefined, places: [...groups.keys(), groups.length].reverse() }
}

function groupOf(
  trace: Trace,
  picture: SchedulerPicture,
  {
    decision,
    round,
    group,
  }: { readonly decision: Decision; readonly round: Round; readonly group: RoundGroup | undefined },
): Parameters<typeof explainInGroup>[1] {
  const { placer, handles, slots } = picture
  const { container, error, timeUs } = decision
  const rows = group?.rows ?? []
  const placed = rows.map((row) => trace.a[row])
  const isOfGroup = (other: number) => specOf(trace, other) === specOf(trace, container)
  const told = round.refused.filter(isOfGroup)
  const known = new Set([...placed, ...told])
  const untold = [...handles.keys()].filter((other) => {
    return !known.has(other) && isOfGroup(other) && isWaiting(placer, handleOf(other))
  })
  function handleOf(one: number): number {
    const handle = handles.get(one)
    assert(handle !== undefined, 'the scheduler knows every task that it decides about')
    return handle
  }
  return {
    task: taskOf(trace, picture, container),
    handles: [...placed, ...told, ...untold].map(handleOf),
    sizeMin: known.size,
    placed: rows.map((row) => slots.get(trace.b[row]) ?? -1),
    index: placed.indexOf(container),
    text: error,
    timeUs,
    names: namesOf(trace, picture),
  }
}

function isWaiting({ tasks }: SchedulerPicture['placer'], handle: number): boolean {
  return tasks.node[handle] < 0 && tasks.state[handle] === taskStateCode.pending
}

/**
 * Something was in play that the trace does not tell: a task that was deleted while it waited still takes
 * a place in its last round. What can be said is whether the node would do, and how it stood.
 */
function explainAlone(trace: Trace, decision: Decision): Explanation {
  const picture = pictureBefore(trace, decision.row)
  const slot = picture.slots.get(decision.node)
  const explanation = explain(picture.placer, taskOf(trace, picture, decision.container), {
    timeUs: decision.timeUs,
    names: namesOf(trace, picture),
    ...(slot !== undefined && { chosen: slot }),
  })
  const ghosts = [...picture.ghosts].map((container) => trace.tables.containers[container].name)
  const why =
    ghosts.length === 0
      ? 'the order of this round cannot be found out from the trace'
      : `a deleted task that had waited (${listed(ghosts, 3)}) may still have taken a place in this round, which no fact tells`
  const note = `${why}: the task is explained as if it had been alone, with the places given before it`
  const answer =
    decision.node >= 0
      ? {}
      : { outcome: 'refused' as const, error: decision.error, best: [], chosen: '', tie: '' }
  return { ...explanation, ...answer, notes: [note] }
}

function taskOf(
  trace: Trace,
  { placer, handles }: SchedulerPicture,
  container: number,
): TaskToExplain {
  const handle = handles.get(container)
  assert(handle !== undefined, 'the scheduler knows the task that it decides about')
  const { service, version } = specOf(trace, container)
  const name = trace.tables.services?.[service] ?? ''
  return { service: name, specVersion: version, spec: placer.tasks.specs[handle] }
}

/** One decision of the round, as if its fact had been heard. */
function book(
  trace: Trace,
  { scheduler, handles, slots, placer }: SchedulerPicture,
  row: number,
): void {
  const handle = handles.get(trace.a[row])
  const slot = slots.get(trace.b[row])
  assert(handle !== undefined && slot !== undefined, 'what is assigned is known')
  const desired = placer.tasks.desired[handle] as TaskStateCode
  scheduler.updateTask(handle, {
    state: taskStateCode.assigned,
    desired,
    timeUs: trace.timeUs[row],
    node: slot,
  })
}

function namesOf(trace: Trace, { handles }: SchedulerPicture): (handle: number) => string {
  const byHandle = new Map([...handles].map(([container, handle]) => [handle, container]))
  return (handle) => trace.tables.containers[byHandle.get(handle) ?? -1]?.name ?? 'a task'
}
