/** The states of a task under the names the scheduler uses; the codes are the model's. */
import {
  type TaskStateCode,
  type TaskStateName as TaskStateNameOfModel,
  taskStateCode,
} from '../../model/swarm-mode.ts'

export const taskState = taskStateCode

export type TaskStateName = TaskStateNameOfModel
export type TaskState = TaskStateCode
