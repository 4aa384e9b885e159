/**
 * The networks that containers join and the named volumes they mount, as their configurations (or
 * the specification of their service) name them. Docker's own network modes join nobody, and a path
 * of the host is no volume.
 */
import type { ContainerConfig } from '../model/container-config.ts'
import type { Trace } from '../model/trace.ts'

export interface Attachments {
  readonly networks: readonly string[]
  readonly volumes: readonly string[]
}

/** Modes of `--net` that are no network with a name. */
const modes = new Set(['', 'default', 'bridge', 'host', 'none'])

const made = new WeakMap<Trace, Attachments[]>()

/** What one container is attached to. */
export function attachmentsOf(trace: Trace, container: number): Attachments {
  const all = attachmentsOfAll(trace)
  return all[container]
}

/** By container; containers of one configuration share one value. */
function attachmentsOfAll(trace: Trace): Attachments[] {
  let all = made.get(trace)
  if (all !== undefined) return all
  const { containers, configs, slots, specs = [] } = trace.tables
  const ofConfig = configs.map(ofConfigAlone)
  const ofSpec = specs.map(({ spec: { task } }) => ({
    networks: task.networks,
    volumes: task.mounts.flatMap(({ type, source }) =>
      type === 'volume' && source !== '' ? [source] : [],
    ),
  }))
  const further = furtherNetworks(trace)
  all = containers.map(({ spec, config, slot, predecessor }) => {
    if (spec !== undefined && spec >= 0) return ofSpec[spec]
    // Whoever moves a container connects it to nothing: Compose did that, by hand of the user.
    const isCompose = slot >= 0 && predecessor < 0
    const connected = isCompose ? further.get(slots[slot].name) : undefined
    return connected === undefined ? ofConfig[config] : withNetworks(ofConfig[config], connected)
  })
  made.set(trace, all)
  return all
}

/** By the name of a container: the networks that Compose connects it to, beside the one it is created with. */
function furtherNetworks({ model }: Trace): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const { action } of model.timeline) {
    if (action.type !== 'compose.up' && action.type !== 'compose.scale') continue
    for (const { name, networks } of action.containers) {
      if (networks !== undefined) found.set(name, networks)
    }
  }
  return found
}

function withNetworks(own: Attachments, networks: readonly string[]): Attachments {
  return { ...own, networks: [...new Set([...own.networks, ...networks])] }
}

function ofConfigAlone({ networkMode, volumes }: ContainerConfig): Attachments {
  const isMode = modes.has(networkMode) || networkMode.startsWith('container:')
  return { networks: isMode ? [] : [networkMode], volumes: volumes.flatMap(volumeName) }
}

/** `data` of `data:/var/lib:ro`; a path alone is an anonymous volume. */
function volumeName(volume: string): string[] {
  const at = volume.indexOf(':')
  const source = at < 0 ? '' : volume.slice(0, at)
  return source === '' || /^[./~]/.test(source) ? [] : [source]
}

/** Names of all networks, or of all volumes, in the order in which they are first used. */
export function namesOfAttachments(trace: Trace, kind: keyof Attachments): string[] {
  return [...new Set(attachmentsOfAll(trace).flatMap((attachments) => attachments[kind]))]
}
