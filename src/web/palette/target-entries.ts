/** The verbs of the menus, for the things whose names fit best: `crash rack c3`, `drain node-2`. */
import { viewOf } from '../managers/registry.ts'
import { nameOfTarget, type Place, type Target } from '../managers/target.ts'
import { verbsOf } from '../managers/verbs-of.ts'
import { type LoadedRun, planOf } from '../run/loaded-run.ts'
import { bestFits, fitOf } from './fuzzy.ts'
import type { PaletteEntry } from './palette-entry.ts'

/** So many targets are looked at for each verb. */
const targetsMax = 6
/** Names of more containers than this are not looked through at every key. */
const containersMax = 5_000
/** What cannot be done now comes after what can. */
const refusedScore = 4

interface Named {
  readonly name: string
  readonly target: Target
}

interface TargetInput {
  readonly text: string
  readonly run: LoadedRun
  readonly nowUs: number
  readonly position: number
}

export function targetEntries({ text, run, nowUs, position }: TargetInput): PaletteEntry[] {
  const words = text.trim().split(/\s+/)
  const all = targetsOf(run)
  const found = new Map<string, PaletteEntry>()
  // The verb has as many words as it has; what follows is the target.
  for (const count of [1, 2, 3, 4]) {
    const target = words.slice(count).join(' ')
    const typed = words.slice(0, count).join(' ')
    if (target === '' && count < words.length) continue
    for (const { one, score } of bestFits(target, all, ({ name }) => name, targetsMax)) {
      for (const verb of verbsOf(run, one.target, { timeUs: nowUs, position })) {
        const own = fitOf(typed, verb.name.replace(/…$/, ''))
        const label = `${verb.name.toLowerCase()} ${one.name}`
        if (own === undefined) continue
        const isRefused = verb.refused !== ''
        const fit = own + score + (target === '' ? 0.5 : 0) + (isRefused ? refusedScore : 0)
        if ((found.get(label)?.score ?? Number.POSITIVE_INFINITY) <= fit) continue
        found.set(label, {
          words: verb.typed === undefined || isRefused ? label : verb.typed,
          does: isRefused ? verb.refused : verb.does,
          score: fit,
          act: actOf(verb, nowUs),
        })
      }
    }
    if (target === '') break
  }
  return [...found.values()]
}

function actOf(
  { refused, change }: ReturnType<typeof verbsOf>[number],
  nowUs: number,
): PaletteEntry['act'] {
  if (refused !== '') return { type: 'refused' }
  if (change === undefined) return { type: 'complete' }
  return { type: 'intervene', intervention: change(nowUs) }
}

const known = new WeakMap<LoadedRun, readonly Named[]>()

/** Everything with a name that something can be done to. */
function targetsOf(run: LoadedRun): readonly Named[] {
  let targets = known.get(run)
  if (targets === undefined) {
    targets = listTargets(run).map((target) => ({ name: nameOfTarget(run, target), target }))
    known.set(run, targets)
  }
  return targets
}

function listTargets(run: LoadedRun): Target[] {
  const { model, tables } = run.trace
  const places = (['rack', 'zone'] as const).flatMap((kind): Place[] =>
    [...new Set(model.nodes.map((node) => node[kind]))]
      .filter((name) => name !== '')
      .map((name) => ({ kind, name })),
  )
  const isTask = viewOf(model).thing === 'task'
  const hasBoxes = !isTask && tables.containers.length <= containersMax
  return [
    ...model.nodes.map((_, node) => ({ type: 'node', node }) as const),
    ...places.map((place) => ({ type: 'place', ...place }) as const),
    ...planOf(run, 'default').services.map((_, service) => ({ type: 'service', service }) as const),
    // One that is on a node has the node's name, and its verbs.
    ...model.manager.managers.flatMap(({ node }, manager) =>
      node < 0 || model.nodes[node].name !== model.manager.managers[manager].name
        ? [{ type: 'manager', manager } as const]
        : [],
    ),
    ...(hasBoxes
      ? tables.containers.map((_, container) => ({ type: 'container', container }) as const)
      : []),
  ]
}
