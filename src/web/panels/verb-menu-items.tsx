/** Entries of the menu that change nothing: what there is to be looked at, and the menus of what is around. */
import { viewOf } from '../managers/registry.ts'
import type { Place, Target } from '../managers/target.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface ItemProps {
  readonly run: LoadedRun
  readonly target: Target
}

/** A place is nothing to look at by itself. */
export function LookItem({ run, target }: ItemProps) {
  const send = useSend()
  const selection = selectionOf(run, target)
  if (selection === undefined) return null
  return (
    <button
      type="button"
      role="menuitem"
      onClick={() => {
        send({ type: 'dialog', dialog: undefined })
        send({ type: 'select', selection })
      }}
    >
      <b>{lookWords[target.type][0]}</b>
      <span>{lookWords[target.type][1]}</span>
    </button>
  )
}

const lookWords: Readonly<Record<Target['type'], readonly [string, string]>> = {
  node: ['Look at it', 'what it is, and what the manager believes'],
  place: ['', ''],
  container: ['Why here', 'the decision, its states, and what became of it'],
  slot: ['Why nowhere', 'each node’s refusal, and what would admit it'],
  service: ['Look at it', 'how it is specified, and how far it is'],
  manager: ['Look at it', 'its role, its term, its log'],
}

function selectionOf({ trace }: LoadedRun, target: Target): Selection | undefined {
  if (target.type === 'place') return undefined
  if (target.type === 'service' && !viewOf(trace.model).hasServices) return undefined
  return target
}

/** What stands around it has menus of its own: rack and zone of a node, node and service of a box. */
export function MoreItems({
  run,
  target,
  at,
}: ItemProps & { readonly at: { readonly x: number; readonly y: number } }) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const { model } = run.trace
  const around = targetsAround(run, target, position)
  const canPartition = target.type === 'node' && viewOf(model).canPartition
  if (around.length === 0 && !canPartition) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a menu
    <div className="verbs around" role="group" aria-label="Around it">
      {canPartition && (
        <button
          type="button"
          role="menuitem"
          onClick={() =>
            send({ type: 'dialog', dialog: { type: 'partition', nodes: [target.node] } })
          }
        >
          <b>Partition…</b>
          <span>this and other machines on one side, the rest on the other</span>
        </button>
      )}
      {around.map(({ words, target: other }) => (
        <button
          key={words}
          type="button"
          role="menuitem"
          aria-haspopup="menu"
          onClick={() => send({ type: 'dialog', dialog: { type: 'verbs', target: other, ...at } })}
        >
          <b>{words}</b>
        </button>
      ))}
    </div>
  )
}

interface Around {
  readonly words: string
  readonly target: Target
}

function targetsAround(run: LoadedRun, target: Target, position: number): Around[] {
  const { model, tables } = run.trace
  switch (target.type) {
    case 'node': {
      const { rack, zone } = model.nodes[target.node]
      const places: Place[] = [
        { kind: 'rack', name: rack },
        { kind: 'zone', name: zone },
      ]
      return places
        .filter(({ name }) => name !== '')
        .map((place) => ({
          words: `All of ${place.kind} ${place.name}…`,
          target: { type: 'place', ...place },
        }))
    }
    case 'container': {
      const { slot } = tables.containers[target.container]
      const node = clusterOf(run, { position, timeUs: 0 }).containers.node[target.container]
      return [
        ...(slot < 0 ? [] : serviceAround(run, tables.slots[slot].service)),
        ...(node < 0
          ? []
          : [
              {
                words: `Its node, ${model.nodes[node].name}…`,
                target: { type: 'node', node } as const,
              },
            ]),
      ]
    }
    case 'manager': {
      const { node } = model.manager.managers[target.manager]
      if (node < 0) return []
      return [{ words: `Its node, ${model.nodes[node].name}…`, target: { type: 'node', node } }]
    }
    default:
      return []
  }
}

/** Under swarm mode a task has the verbs of its service anyway. */
function serviceAround(run: LoadedRun, name: string): Around[] {
  if (viewOf(run.trace.model).thing === 'task') return []
  const service = planOf(run, 'default').services.findIndex((one) => one.name === name)
  if (service < 0) return []
  return [{ words: `All of ${name}…`, target: { type: 'service', service } }]
}
