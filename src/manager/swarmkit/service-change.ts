/**
 * `docker service update`, as its client does it: the specification that is there now, with what is
 * named changed. What is added under a name that is there takes its place.
 */
import type { ServiceChange, ServiceLists, ServiceNames } from '../../model/swarm-action.ts'
import type { Mount, ServiceMode, ServicePort, ServiceSpec } from '../../model/swarm-mode.ts'

/** The new specification, or why there is none. */
export function changedSpec(spec: ServiceSpec, change: ServiceChange): ServiceSpec | string {
  const mode = changedMode(spec.mode, change)
  if (typeof mode === 'string') return mode
  const { task } = spec
  const { add = {}, remove = {} } = change
  return {
    ...spec,
    mode,
    ports: changedPorts(spec.ports, add.ports, remove.ports),
    update: { ...spec.update, ...change.update },
    rollback: { ...spec.rollback, ...change.rollback },
    task: {
      ...task,
      ...listsOf(task, add, remove),
      image: change.image ?? task.image,
      args: change.args ?? task.args,
      stopGraceUs: change.stopGraceUs ?? task.stopGraceUs,
      logDriver: change.logDriver ?? task.logDriver,
      restart: { ...task.restart, ...change.restart },
      reservations: {
        ...task.reservations,
        ...change.reservations,
        generic: changedBy(
          ({ kind }) => kind,
          task.reservations.generic,
          add.generic,
          remove.generic,
        ),
      },
      limits: { ...task.limits, ...change.limits },
      placement: {
        ...task.placement,
        maxReplicas: change.maxReplicas ?? task.placement.maxReplicas,
        constraints: changed(task.placement.constraints, add.constraints, remove.constraints),
        preferences: changed(task.placement.preferences, add.preferences, remove.preferences),
      },
      forceUpdate: task.forceUpdate + (change.force ? 1 : 0),
    },
  }
}

function changedMode(mode: ServiceMode, { replicas, maxConcurrent }: ServiceChange) {
  if (replicas !== undefined) {
    if (mode.type === 'replicated') return { ...mode, replicas }
    if (mode.type === 'replicated-job') return { ...mode, totalCompletions: replicas }
    return 'replicas can only be used with replicated or replicated-job mode'
  }
  if (maxConcurrent !== undefined) {
    if (mode.type === 'replicated-job') return { ...mode, maxConcurrent }
    return 'max-concurrent can only be used with replicated-job mode'
  }
  return mode
}

type Lists = Pick<
  ServiceSpec['task'],
  'env' | 'labels' | 'mounts' | 'secrets' | 'configs' | 'networks'
>

function listsOf(task: Lists, add: ServiceLists, remove: ServiceNames): Lists {
  return {
    env: changedBy(nameOfVariable, task.env, add.env, remove.env),
    labels: changedLabels(task.labels, add.labels, remove.labels),
    mounts: changedBy((mount: Mount) => mount.target, task.mounts, add.mounts, remove.mounts),
    secrets: changed(task.secrets, add.secrets, remove.secrets),
    configs: changed(task.configs, add.configs, remove.configs),
    networks: changed(task.networks, add.networks, remove.networks),
  }
}

function nameOfVariable(entry: string): string {
  return entry.split('=')[0]
}

function changed(
  list: readonly string[],
  added: readonly string[] = [],
  removed: readonly string[] = [],
): readonly string[] {
  return changedBy((text: string) => text, list, added, removed)
}

function changedBy<T>(
  nameOf: (thing: T) => string,
  list: readonly T[],
  added: readonly T[] = [],
  removed: readonly string[] = [],
): readonly T[] {
  const gone = new Set([...removed, ...added.map(nameOf)])
  return [...list.filter((thing) => !gone.has(nameOf(thing))), ...added]
}

function changedLabels(
  labels: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>> = {},
  removed: readonly string[] = [],
): Readonly<Record<string, string>> {
  const kept = Object.entries(labels).filter(([key]) => !removed.includes(key))
  return Object.fromEntries([...kept, ...Object.entries(added)])
}

/** Removed by target port and protocol; a port published again takes the place of the old one. */
function changedPorts(
  ports: readonly ServicePort[],
  added: readonly ServicePort[] = [],
  removed: readonly string[] = [],
): readonly ServicePort[] {
  const target = ({ target: port, protocol }: ServicePort) => `${port}/${protocol}`
  const isAdded = (port: ServicePort) =>
    added.some((one) => target(one) === target(port) && one.published === port.published)
  return [...ports.filter((port) => !removed.includes(target(port)) && !isAdded(port)), ...added]
}
