/**
 * The settings of the one manager that a piece of code is about. Whoever asks for those of the other
 * has a bug: what serves both managers asks `model.manager.type` first.
 */
import { assert } from '../sim/assert.ts'
import type { ClassicSettings, Model } from './model.ts'
import type { SwarmkitSettings } from './swarm-settings.ts'

export function classicSettings({ manager }: Pick<Model, 'manager'>): ClassicSettings {
  assert(manager.type === 'classic', 'only a model of classic Swarm has these settings')
  return manager
}

export function swarmkitSettings({ manager }: Pick<Model, 'manager'>): SwarmkitSettings {
  assert(manager.type === 'swarmkit', 'only a model of swarm mode has these settings')
  return manager
}

/** The share by which a manager books more than a node has. Swarm mode never does. */
export function overcommitOf({ manager }: Pick<Model, 'manager'>): number {
  return manager.type === 'classic' ? manager.overcommit : 0
}

/** Whether what found no place is tried again: always in swarm mode, by extension in classic Swarm. */
export function retriesUnplaced({ manager }: Pick<Model, 'manager'>): boolean {
  return manager.type === 'swarmkit' || manager.extensions.retryUnplaced
}

/** Refused connections after which classic Swarm gives a node up; swarm mode does not count them. */
export function failuresMaxOf({ manager }: Pick<Model, 'manager'>): number {
  return manager.type === 'classic' ? manager.failureRetry : 0
}

/** Whether a lost node's containers are placed elsewhere at all. */
export function reschedules({ manager }: Pick<Model, 'manager'>): boolean {
  return manager.type === 'swarmkit' || manager.experimental
}

/** Whether what a stopped container reserves stays taken: classic Swarm counts it, swarm mode does not. */
export function stoppedCounts({ manager }: Pick<Model, 'manager'>): boolean {
  return manager.type === 'classic'
}
