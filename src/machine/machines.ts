/**
 * The life cycles, written once as XState machines: which steps are legal. There are no timers and
 * no actions here; time belongs to the kernel and effects to `apply`. `compile` turns each into a
 * transition table, replay drives them directly, and the workbench draws them.
 */
import { setup } from 'xstate'

/** What really happens to a machine. Leaving discovery is no state of the machine: it runs on. */
export const nodeMachine = setup({
  types: {
    events: {} as { type: 'join' | 'crash' | 'freeze' | 'cutOff' | 'recover' },
  },
}).createMachine({
  id: 'node',
  initial: 'absent',
  states: {
    absent: { on: { join: 'up' } },
    up: { on: { crash: 'crashed', freeze: 'frozen', cutOff: 'cutOff' } },
    crashed: { on: { recover: 'up' } },
    // A frozen or unreachable machine can still lose its power.
    frozen: { on: { recover: 'up', crash: 'crashed', cutOff: 'cutOff' } },
    cutOff: { on: { recover: 'up', crash: 'crashed', freeze: 'frozen' } },
  },
})

/** A node's engine as the primary manager sees it (classic Swarm: Pending, Healthy, Unhealthy). */
export const engineMachine = setup({
  types: {
    events: {} as { type: 'list' | 'connect' | 'fail' | 'reconnect' | 'mismatch' | 'drop' },
  },
}).createMachine({
  id: 'engine',
  initial: 'unknown',
  states: {
    unknown: { on: { list: 'pending' } },
    pending: { on: { connect: 'healthy', drop: 'unknown' } },
    healthy: { on: { fail: 'unhealthy', mismatch: 'pending', drop: 'unknown' } },
    unhealthy: { on: { reconnect: 'healthy', mismatch: 'pending', drop: 'unknown' } },
  },
})

/** A container on its engine. */
export const containerMachine = setup({
  types: {
    events: {} as { type: 'create' | 'start' | 'pause' | 'unpause' | 'exit' | 'remove' },
  },
}).createMachine({
  id: 'container',
  initial: 'none',
  states: {
    none: { on: { create: 'created' } },
    created: { on: { start: 'running', remove: 'removed' } },
    running: { on: { pause: 'paused', exit: 'exited', remove: 'removed' } },
    paused: { on: { unpause: 'running', exit: 'exited', remove: 'removed' } },
    exited: { on: { start: 'running', remove: 'removed' } },
    removed: { type: 'final' },
  },
})

/** A manager's role. Without replication the only manager is elected as soon as it starts. */
export const managerMachine = setup({
  types: { events: {} as { type: 'start' | 'elect' | 'depose' | 'crash' } },
}).createMachine({
  id: 'manager',
  initial: 'down',
  states: {
    down: { on: { start: 'replica' } },
    replica: { on: { elect: 'primary', crash: 'down' } },
    primary: { on: { depose: 'replica', crash: 'down' } },
  },
})

/** All life cycles by the kind of thing that lives them. */
export const machines = {
  node: nodeMachine,
  engine: engineMachine,
  container: containerMachine,
  manager: managerMachine,
} as const

export type MachineName = keyof typeof machines
