/** Keeps the tasks of a service by slot, so that a slot is found without a look at all tasks. */
import type { TaskObject } from './objects.ts'

export function joinService(task: TaskObject): void {
  const { tasks, slots } = task.service
  tasks.add(task)
  const slot = slots.get(task.slot)
  if (slot) slot.push(task)
  else slots.set(task.slot, [task])
}

export function leaveService(task: TaskObject): void {
  const { tasks, slots } = task.service
  tasks.delete(task)
  const slot = slots.get(task.slot)
  const place = slot?.indexOf(task) ?? -1
  if (place >= 0) slot?.splice(place, 1)
  if (slot?.length === 0) slots.delete(task.slot)
}
