/**
 * The models of swarm mode's benchmarks: a day in which nodes come and go, a twentieth of the nodes lost
 * at once, a year in which nothing happens.
 */
import type { Action } from '../../src/model/action.ts'
import type { Model } from '../../src/model/model.ts'
import { service, swarmModel, swarmNode, task } from '../run/swarmkit/models.ts'

const minuteS = 60
const hourS = 60 * minuteS
const dayS = 24 * hourS

export const swarmkitModels = {
  swarmDay: () => day(1),
  swarmDayOfThree: () => day(3),
  swarmTwentieth: () =>
    large({
      nodes: 4700,
      services: 200,
      replicas: 500,
      managers: 1,
      untilS: hourS,
      timeline: [
        [
          20 * minuteS,
          {
            type: 'fault',
            fault: 'crash',
            nodes: range(0, 4700).filter((node) => node % 20 === 7),
          },
        ],
      ],
    }),
  swarmYear: () =>
    large({
      nodes: 1000,
      services: 20,
      replicas: 500,
      managers: 3,
      untilS: 365 * dayS,
      timeline: [],
    }),
  /** What the year costs before it gets quiet. */
  swarmStart: () =>
    large({
      nodes: 1000,
      services: 20,
      replicas: 500,
      managers: 3,
      untilS: 10 * minuteS,
      timeline: [],
    }),
} as const

export type SwarmkitModelName = keyof typeof swarmkitModels

type Entry = readonly [atSeconds: number, action: Action]

interface Sizes {
  readonly nodes: number
  readonly services: number
  readonly replicas: number
  readonly managers: number
  readonly untilS: number
  readonly timeline: readonly Entry[]
}

/** Ten other nodes of 5,000 fail each hour and are back after 20 minutes; at noon a rack is lost for two hours. */
function day(managers: number): Model {
  const rack = range(4960, 5000)
  const timeline: Entry[] = range(1, 24).flatMap((hour): Entry[] => {
    const nodes = range(10 * hour, 10 * hour + 10)
    return [
      [hour * hourS, { type: 'fault', fault: 'crash', nodes }],
      [hour * hourS + 20 * minuteS, { type: 'fault', fault: 'recover', nodes }],
    ]
  })
  timeline.push(
    [12 * hourS, { type: 'fault', fault: 'crash', nodes: rack }],
    [14 * hourS, { type: 'fault', fault: 'recover', nodes: rack }],
  )
  return large({ nodes: 5000, services: 300, replicas: 500, managers, untilS: dayS, timeline })
}

/** All services are created one after the other in the first second, on nodes that have the image. */
function large({ nodes, services, replicas, managers, untilS, timeline }: Sizes): Model {
  const asked = task({
    reservations: { nanoCpus: 50_000_000, memoryBytes: 2 ** 26, generic: [] },
  })
  const created = range(0, services).map((index): Entry => {
    const spec = service(`service-${index}`, replicas, { task: asked })
    return [1, { type: 'service.create', spec }]
  })
  return swarmModel({
    nodes: range(0, nodes).map((node) => swarmNode(`node-${node}`, { cpus: 16 })),
    settings: {
      managers: range(0, managers).map((manager) => ({ name: `manager-${manager + 1}`, node: -1 })),
    },
    timeline: [...created, ...timeline].sort(([a], [b]) => a - b),
    untilUs: untilS * 1_000_000,
  })
}

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, index) => from + index)
}
