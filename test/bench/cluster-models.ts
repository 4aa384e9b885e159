/** The models of the cluster benchmarks: a rack that fails, a year of quiet, a year of failures. */
import type { Action } from '../../src/model/action.ts'
import type { Model } from '../../src/model/model.ts'
import { exponential, toUs } from '../../src/sim/distributions.ts'
import { createStream } from '../../src/sim/random.ts'
import { gibibyte, model } from '../run/models.ts'

const hourS = 3600
const yearS = 365 * 24 * hourS
const services = 8

export const clusterModels = {
  /** A thousand nodes get 30,000 containers at once; a rack of forty crashes and comes back. */
  rack: () => {
    const rack = Array.from({ length: 40 }, (_, node) => node)
    return large({
      nodes: 1000,
      containers: 30_000,
      untilS: 1800,
      timeline: [
        { at: 300, action: { type: 'fault', fault: 'crash', nodes: rack } },
        { at: 900, action: { type: 'fault', fault: 'recover', nodes: rack } },
      ],
    })
  },
  /** 701 million beats of refresh loops that find nothing. */
  quietYear: () => large({ nodes: 1000, containers: 0, untilS: yearS, timeline: [] }),
  /** Every node fails once a month on average and is back after about an hour. */
  failingYear: () =>
    large({ nodes: 100, containers: 1000, untilS: yearS, timeline: monthlyFailures(100) }),
} as const

export type ClusterModelName = keyof typeof clusterModels

type Entries = readonly { readonly at: number; readonly action: Action }[]

function large(options: {
  readonly nodes: number
  readonly containers: number
  readonly untilS: number
  readonly timeline: Entries
}): Model {
  const containers = Array.from({ length: options.containers }, (_, index) => ({
    service: `service-${index % services}`,
    name: `shop_service-${index % services}_${index}`,
    config: index % services,
  }))
  const configs = Array.from({ length: services }, (_, index) => ({
    env: ['reschedule:on-node-failure'],
    memoryBytes: (gibibyte / 8) * (1 + (index % 3)),
  }))
  const up: Action = { type: 'compose.up', project: 'shop', containers }
  return model({
    nodes: options.nodes,
    spec: { cpus: 32, memoryBytes: 64 * gibibyte },
    nodesAs: Array.from({ length: options.nodes }, (_, node) => ({
      address: `10.0.${node >> 8}.${node & 255}:2375`,
    })),
    configs,
    timeline: [{ at: 1, action: up }, ...options.timeline],
    untilS: options.untilS,
  })
}

function monthlyFailures(nodes: number): Entries {
  const entries: { at: number; action: Action }[] = []
  for (let node = 0; node < nodes; node++) {
    const random = createStream('bench', `failures/node-${node}`)
    const draw = (meanS: number) => toUs(exponential(random, { mean: meanS * 1e6 })) / 1e6
    let at = draw(30 * 24 * hourS)
    while (at < yearS - 24 * hourS) {
      const backAt = at + draw(hourS)
      entries.push(
        { at, action: { type: 'fault', fault: 'crash', nodes: [node] } },
        { at: backAt, action: { type: 'fault', fault: 'recover', nodes: [node] } },
      )
      at = backAt + draw(30 * 24 * hourS)
    }
  }
  return entries
}
