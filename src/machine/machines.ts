/**
 * The life cycles, written once as XState machines: which steps are legal. There are no timers and
 * no actions here; time belongs to the kernel and effects to `apply`. `compile` turns each into a
 * transition table, replay drives them directly, and the workbench draws them.
 */
import { setup } from 'xstate'
import { taskMachine } from './task-machine.ts'

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

/**
 * A manager's role. Without replication the only manager is elected as soon as it starts; swarm mode's
 * managers campaign first, and a candidate that hears of another leader follows it.
 */
export const managerMachine = setup({
  types: {
    events: {} as {
      type: 'start' | 'campaign' | 'follow' | 'stepDown' | 'elect' | 'depose' | 'leave' | 'crash'
    },
  },
}).createMachine({
  id: 'manager',
  initial: 'down',
  states: {
    down: { on: { start: 'replica' } },
    replica: {
      on: {
        campaign: 'candidate',
        follow: 'replica',
        elect: 'primary',
        leave: 'down',
        crash: 'down',
      },
    },
    // Nobody won the vote: it campaigns again in a new term.
    candidate: {
      on: {
        campaign: 'candidate',
        follow: 'replica',
        stepDown: 'replica',
        elect: 'primary',
        leave: 'down',
        crash: 'down',
      },
    },
    // A leader of swarm mode steps down in its own eyes first, and stops managing then.
    primary: { on: { stepDown: 'primary', depose: 'replica', leave: 'down', crash: 'down' } },
  },
})

/** A node in the store of swarm mode's managers. It goes down when its beats stay away. */
export const memberMachine = setup({
  types: {
    events: {} as { type: 'add' | 'ready' | 'lose' | 'doubt' | 'disconnect' | 'remove' },
  },
}).createMachine({
  id: 'member',
  initial: 'absent',
  states: {
    absent: { on: { add: 'unknown' } },
    unknown: { on: { ready: 'ready', lose: 'down', doubt: 'unknown', remove: 'absent' } },
    ready: {
      on: {
        ready: 'ready',
        lose: 'down',
        doubt: 'unknown',
        disconnect: 'disconnected',
        remove: 'absent',
      },
    },
    down: { on: { ready: 'ready', lose: 'down', remove: 'absent' } },
    disconnected: { on: { ready: 'ready', lose: 'down', doubt: 'unknown', remove: 'absent' } },
  },
})

/** All life cycles by the kind of thing that lives them. */
export const machines = {
  node: nodeMachine,
  engine: engineMachine,
  member: memberMachine,
  container: containerMachine,
  task: taskMachine,
  manager: managerMachine,
} as const

export type MachineName = keyof typeof machines
