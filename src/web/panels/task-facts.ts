/** Which task took the place of which, looked up once per trace. */
import { factCode } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'

export interface Replacement {
  readonly row: number
  readonly task: number
  readonly successor: number
}

const kept = new WeakMap<Trace, readonly Replacement[]>()

export function replacementsOf(trace: Trace): readonly Replacement[] {
  let found = kept.get(trace)
  if (found === undefined) {
    const list: Replacement[] = []
    for (let row = 0; row < trace.length; row++) {
      if (trace.type[row] !== factCode['task.replaced']) continue
      list.push({ row, task: trace.a[row], successor: trace.b[row] })
    }
    found = list
    kept.set(trace, found)
  }
  return found
}
