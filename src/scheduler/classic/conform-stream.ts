/**
 * Replays a recorded stream: many placements into one cluster, with removals and changes of health.
 * Where the recorded choice among equals is open, it is followed, and must be one of our best.
 */

import { Differences, namesOf, type Verdict, verdictOf } from '../conform-verdict.ts'
import { addRecordedNodes, configOf } from './conform-cluster.ts'
import { type RecordedStream, readStream, type StreamStep } from './conform-record.ts'
import { type CompiledRequest, compileRequest } from './request.ts'
import {
  type ClassicScheduler,
  createClassicScheduler,
  type Placement,
  type SchedulerContainer,
} from './scheduler.ts'

/** One line of the recorded streams, parsed from JSON. */
export function conformStream(record: unknown): Verdict {
  const read = readStream(record)
  if (read.type === 'unreadable') return verdictOf(namesOf(record), read.problems)
  const { record: stream } = read
  const { strategy, filters, failureRetry } = stream
  const replay: Replay = {
    stream,
    scheduler: createClassicScheduler({ strategy, filters, failureRetry }),
    requests: stream.kinds.map((kind) => compileRequest(configOf(kind))),
    nodes: new Map(stream.nodes.map(({ name }, slot) => [name, slot])),
    containers: new Map(),
    attempts: 0,
    differences: new Differences(),
  }
  addRecordedNodes(replay.scheduler, stream.nodes, stream.overcommit)
  for (const [index, step] of stream.steps.entries()) {
    replayStep(replay, step, `step ${index}`)
    // After the first difference the clusters are not the same any more.
    if (replay.differences.list.length > 0) break
  }
  if (replay.differences.list.length === 0) compareFinal(replay)
  return verdictOf(stream, replay.differences.list)
}

interface Replay {
  readonly stream: RecordedStream
  readonly scheduler: ClassicScheduler
  readonly requests: readonly CompiledRequest[]
  readonly nodes: ReadonlyMap<string, number>
  readonly containers: Map<string, number>
  attempts: number
  readonly differences: Differences
}

type PlacementStep = Extract<StreamStep, { k: number }>

function replayStep(replay: Replay, step: StreamStep, where: string): void {
  const { scheduler, differences, containers, nodes } = replay
  if ('k' in step) {
    replayPlacement(replay, step, where)
  } else if ('rm' in step) {
    const handle = containers.get(step.rm)
    differences.compare(`${where}, removed ${step.rm}`, true, handle !== undefined)
    if (handle !== undefined) scheduler.removeContainer(handle)
    containers.delete(step.rm)
  } else {
    const slot = nodes.get(step.node)
    differences.compare(`${where}, node ${step.node}`, true, slot !== undefined)
    if (slot === undefined) return
    scheduler.setNodeHealth(slot, { state: step.state, failures: step.failures })
  }
}

function replayPlacement(replay: Replay, step: PlacementStep, where: string): void {
  const { scheduler, requests, stream, differences } = replay
  const attempt = replay.attempts++
  const request = requests[step.k]
  differences.compare(`${where}, kind ${step.k}`, true, request !== undefined)
  if (request === undefined) return
  let best: readonly string[] = []
  const placement = scheduler.place(request, (tied) => {
    best = [...tied].map((slot) => stream.nodes[slot].name)
    // Ties go to the first in input order where that is certain, and else where the record says.
    return stream.exactOrder ? 0 : Math.max(0, best.indexOf(step.on ?? ''))
  })
  const name = `${where}, ${step.n}`
  differences.compare(name, recordedOutcome(step), outcomeOf(stream, placement))
  if (placement.type !== 'placed') return
  differences.compare(`${name}, number of equals`, step.tied, placement.tied)
  if (step.top !== undefined) {
    differences.compare(`${name}, equals`, step.top.toSorted(), best.toSorted())
  }
  const container = placedContainer(request, step.n, attempt)
  replay.containers.set(step.n, scheduler.addContainer(placement.node, container))
}

/** As the recording made it: IDs from the number of the attempt, the requested ports bound. */
function placedContainer(
  request: CompiledRequest,
  name: string,
  attempt: number,
): SchedulerContainer {
  const digits = attempt.toString(16).padStart(63, '0')
  const bound = request.ports.filter(({ hostPort }) => hostPort !== '')
  return { id: `i${digits}`, name, swarmId: `s${digits}`, request, bound }
}

function recordedOutcome({ on, error }: PlacementStep): string {
  return on === undefined ? `refused: ${error}` : `on ${on}`
}

function outcomeOf(stream: RecordedStream, placement: Placement): string {
  if (placement.type === 'placed') return `on ${stream.nodes[placement.node].name}`
  return `${placement.type}: ${placement.error}`
}

function compareFinal({ stream, scheduler, nodes, differences }: Replay): void {
  for (const { name, containers, usedCpus, usedMemory } of stream.final) {
    const slot = nodes.get(name)
    const ours =
      slot === undefined
        ? 'not there'
        : [scheduler.containers(slot), scheduler.usedCpus(slot), scheduler.usedMemoryBytes(slot)]
    differences.compare(`final state of ${name}`, [containers, usedCpus, usedMemory], ours)
  }
}
