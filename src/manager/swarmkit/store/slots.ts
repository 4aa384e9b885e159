/** Keeps the tasks of a service by slot, so that a slot is found without a look at all tasks. */
import type { TaskObject } from './objects.ts'

export function joinService(task: TaskObject): void {
  const { tasks, slots } = task.service
  tasks.add(task)
  const slot = slots.get(task.slot)
  if (slot) slot.add(task)
  else slots.set(task.slot, new Set([task]))
}

export function leaveService(task: TaskObject): void {
  const { tasks, slots } = task.service
  tasks.delete(task)
  const slot = slots.get(task.slot)
  slot?.delete(task)
  if (slot?.size === 0) slots.delete(task.slot)
}
