/**
 * The life of a task in swarm mode, by who moves it. It only moves forward, and each step has one
 * owner: what a part of the manager is not the owner of, it cannot do. Steps of the worker may skip
 * states, because its reports are written in batches and only the last of a batch counts.
 */
import { setup } from 'xstate'
import { type TaskStateName, taskStateCode, taskStateNames } from '../model/swarm-mode.ts'
import { compileMachine, illegal } from './compile.ts'

export type TaskOwner = 'allocator' | 'scheduler' | 'worker' | 'enforcer' | 'dispatcher' | 'control'

export interface TaskStep {
  readonly owner: TaskOwner
  readonly event: string
  readonly from: readonly TaskStateName[]
  readonly to: TaskStateName
}

/** States that an observed task can have. */
export const observedStates: readonly TaskStateName[] = taskStateNames.filter(
  (name) => name !== 'remove',
)

function between(first: TaskStateName, last: TaskStateName): readonly TaskStateName[] {
  const [from, to] = [taskStateCode[first], taskStateCode[last]]
  return observedStates.filter((name) => taskStateCode[name] >= from && taskStateCode[name] <= to)
}

function before(state: TaskStateName, first: TaskStateName): readonly TaskStateName[] {
  return between(first, state).filter((name) => name !== state)
}

/** A worker reports the state that the task has reached: any later one. */
const workerSteps: readonly TaskStep[] = (
  [
    'accepted',
    'preparing',
    'ready',
    'starting',
    'running',
    'complete',
    'shutdown',
    'failed',
    'rejected',
  ] as const
).map((to) => ({ owner: 'worker', event: `worker.${to}`, from: before(to, 'assigned'), to }))

/** The table of steps by owner. */
export const taskSteps: readonly TaskStep[] = [
  { owner: 'allocator', event: 'allocator.pending', from: ['new'], to: 'pending' },
  { owner: 'scheduler', event: 'scheduler.assigned', from: ['pending'], to: 'assigned' },
  // A waiting task of an old spec version that shall not run any more.
  { owner: 'scheduler', event: 'scheduler.shutdown', from: ['pending'], to: 'shutdown' },
  ...workerSteps,
  // Also tasks that a global service has put on the node and that wait there.
  {
    owner: 'enforcer',
    event: 'enforcer.rejected',
    from: before('rejected', 'new'),
    to: 'rejected',
  },
  {
    owner: 'dispatcher',
    event: 'dispatcher.orphaned',
    from: between('assigned', 'running'),
    to: 'orphaned',
  },
  // Its node was removed by the user.
  { owner: 'control', event: 'control.orphaned', from: between('new', 'running'), to: 'orphaned' },
]

/** The same as an XState machine, for the workbench and for replay. */
export const taskMachine = setup({ types: { events: {} as { type: string } } }).createMachine({
  id: 'task',
  initial: 'new',
  states: Object.fromEntries(
    observedStates.map((state) => [
      state,
      {
        on: Object.fromEntries(
          taskSteps.filter(({ from }) => from.includes(state)).map(({ event, to }) => [event, to]),
        ),
      },
    ]),
  ),
})

export const taskTable = compileMachine(taskMachine, observedStates)

/** Whether this owner may move a task from the one state to the other. Takes codes. */
export function mayMove(owner: TaskOwner, from: number, to: number): boolean {
  return legal[(owners.indexOf(owner) << 8) | ((from >> 6) << 4) | (to >> 6)] === 1
}

const owners: readonly TaskOwner[] = [
  'worker',
  'allocator',
  'scheduler',
  'enforcer',
  'dispatcher',
  'control',
]

/** By owner and the two states; the codes of observed states differ in their upper bits. */
const legal = new Uint8Array(owners.length << 8)
for (const { owner, event, from, to } of taskSteps) {
  const eventNumber = taskTable.events.indexOf(event)
  for (const state of from) {
    const row = observedStates.indexOf(state)
    if (taskTable.next[row * taskTable.events.length + eventNumber] === illegal) continue
    const [a, b] = [taskStateCode[state] >> 6, taskStateCode[to] >> 6]
    legal[(owners.indexOf(owner) << 8) | (a << 4) | b] = 1
  }
}
