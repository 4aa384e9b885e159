/**
 * What the harbour must remember of a trace beyond the cluster at one moment: image pulls with
 * their length, starts that failed, copies that were struck. One pass, made once per trace.
 */
import { factCode } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import type { ManagerReading } from './managers/reading.ts'
import { readingOf } from './managers/registry.ts'

export interface Pull {
  readonly image: number
  readonly fromUs: number
  readonly untilUs: number
}

export interface HarbourMemory {
  readonly reading: ManagerReading
  /** Pulls of each node, in the order they began. */
  readonly pulls: ReadonlyMap<number, readonly Pull[]>
  /** When a container's start failed, infinite for never. */
  readonly startFailedUs: Float64Array
  /** 1 for a container that was removed as a duplicate at some time. */
  readonly duplicate: Uint8Array
  /** 1 for a container that asks to be rescheduled when its node dies. */
  readonly reschedulable: Uint8Array
}

export function harbourMemory(trace: Trace): HarbourMemory {
  const { containers, configs } = trace.tables
  const startFailedUs = new Float64Array(containers.length).fill(Number.POSITIVE_INFINITY)
  const duplicate = new Uint8Array(containers.length)
  const reading = readingOf(trace.model)
  const pulls = new Map<number, { image: number; fromUs: number; untilUs: number }[]>()
  for (let row = 0; row < trace.length; row++) {
    const a = trace.a[row]
    switch (trace.type[row]) {
      case factCode['container.startFailed']:
        startFailedUs[a] = trace.timeUs[row]
        break
      case factCode['duplicate.removed']:
        duplicate[a] = 1
        break
      case factCode['image.pulling']: {
        const pull = { image: trace.b[row], fromUs: trace.timeUs[row], untilUs: trace.endUs }
        const list = pulls.get(a)
        if (list === undefined) pulls.set(a, [pull])
        else list.push(pull)
        break
      }
      case factCode['image.pulled']:
      case factCode['image.pullFailed']: {
        const open = pulls.get(a)?.findLast(({ image }) => image === trace.b[row])
        if (open !== undefined) open.untilUs = trace.timeUs[row]
        break
      }
    }
  }
  return {
    reading,
    pulls,
    startFailedUs,
    duplicate,
    reschedulable: Uint8Array.from(containers, (row) =>
      reading.isReschedulable(trace, row, configs[row.config]) ? 1 : 0,
    ),
  }
}

/** How far the pull of the container's image on `node` is, 0 to 1, or -1 when none is under way. */
export function pullProgress(
  trace: Trace,
  memory: HarbourMemory,
  pull: { readonly container: number; readonly node: number; readonly timeUs: number },
): number {
  const wanted = trace.tables.configs[trace.tables.containers[pull.container].config].image
  const found = memory.pulls
    .get(pull.node)
    ?.find(
      ({ image, fromUs, untilUs }) =>
        fromUs <= pull.timeUs &&
        pull.timeUs < untilUs &&
        isSameImage(trace.tables.images[image], wanted),
    )
  if (found === undefined) return -1
  return (pull.timeUs - found.fromUs) / (found.untilUs - found.fromUs)
}

function isSameImage(name: string, wanted: string): boolean {
  return name === wanted || name === `${wanted}:latest` || `${name}:latest` === wanted
}
