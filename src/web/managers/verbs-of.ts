/** The verbs of whatever is pointed at. */
import type { LoadedRun } from '../run/loaded-run.ts'
import { clusterOf, type Moment } from '../run/loaded-run.ts'
import type { Verb } from './manager-view.ts'
import { viewOf } from './registry.ts'
import { nameOfTarget, type Target } from './target.ts'

export function verbsOf(run: LoadedRun, target: Target, moment: Moment): readonly Verb[] {
  const { trace } = run
  const view = viewOf(trace.model)
  const cluster = clusterOf(run, moment)
  switch (target.type) {
    case 'node':
      return view.verbsOfNode(trace, cluster, target.node)
    case 'place':
      return view.verbsOfPlace(trace, cluster, target)
    case 'container':
      return view.verbsOfContainer(trace, cluster, target.container)
    case 'slot':
      return view.verbsOfService(trace, cluster, trace.tables.slots[target.slot].service)
    case 'service':
      return view.verbsOfService(trace, cluster, nameOfTarget(run, target))
    case 'manager':
      return view.verbsOfManager(trace, cluster, target.manager)
  }
}
