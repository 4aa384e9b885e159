/**
 * The states of a task, as numbers that grow along its life, because SwarmKit compares them: a task
 * holds its reservation until it is past RUNNING, and is active while it shall not go past COMPLETE.
 */
export const taskState = {
  new: 0,
  pending: 64,
  assigned: 192,
  accepted: 256,
  preparing: 320,
  ready: 384,
  starting: 448,
  running: 512,
  complete: 576,
  shutdown: 640,
  failed: 704,
  rejected: 768,
  /** Only ever desired. */
  remove: 800,
  orphaned: 832,
} as const

export type TaskStateName = keyof typeof taskState
export type TaskState = (typeof taskState)[TaskStateName]
