/** Secrets, configs and networks of the whole swarm: what tasks need by name. */
import type { Action } from '../../../../model/action.ts'
import type { NamedObject } from '../../../../model/swarm-action.ts'
import type { CommandLine, OptionTable } from '../../../docker/options.ts'
import { refuse } from '../../../schema-values.ts'
import { shown } from '../../../text/place.ts'
import { nearest } from '../../../text/suggest.ts'
import type { CommandContext } from '../../manager.ts'
import { Given } from './given.ts'

const unread = 'nobody reads it'
const noAddresses = 'networks have no addresses here'
const noTraffic = 'networks carry no traffic here'

const ignoredValue = (ignored: string) => ({ type: 'value', ignored }) as const
const ignoredFlag = (ignored: string) => ({ type: 'flag', ignored }) as const

const secretOptions: OptionTable = {
  driver: { ...ignoredValue('secrets have no content here'), short: 'd' },
  label: { ...ignoredValue(unread), short: 'l' },
  'template-driver': ignoredValue('secrets have no content here'),
}

const networkOptions: OptionTable = {
  driver: { type: 'value', short: 'd' },
  scope: { type: 'value' },
  attachable: ignoredFlag('containers outside of the swarm are not followed'),
  ingress: ignoredFlag(noTraffic),
  internal: ignoredFlag(noTraffic),
  ipv4: ignoredFlag(noAddresses),
  ipv6: ignoredFlag(noAddresses),
  'config-only': ignoredFlag(noAddresses),
  'config-from': ignoredValue(noAddresses),
  'aux-address': ignoredValue(noAddresses),
  gateway: ignoredValue(noAddresses),
  'ip-range': ignoredValue(noAddresses),
  'ipam-driver': ignoredValue(noAddresses),
  'ipam-opt': ignoredValue(noAddresses),
  subnet: ignoredValue(noAddresses),
  label: ignoredValue(unread),
  opt: { ...ignoredValue('drivers have no options here'), short: 'o' },
}

/** `docker secret create NAME FILE`: the file is not read, a secret has no content here. */
export function readSecretCreate(
  kind: 'secret' | 'config',
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, secretOptions)
  const [name, , extra] = given.rest
  if (name === undefined) {
    given.missing(`${line.command} without a name`, `the name of a ${kind} and a file`)
    return []
  }
  if (extra !== undefined) given.refuse(extra, refuse(`one name and one file`))
  workspace.objects.add(kind, name.text)
  return [{ type: 'object.create', kind, name: name.text }]
}

export function readNetworkCreate(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, networkOptions)
  const [name, extra] = given.rest
  if (name === undefined) {
    given.missing(`${line.command} without a name`, 'a network name')
    return []
  }
  if (extra !== undefined) given.refuse(extra, refuse('one network name'))
  const driver = given.last('driver')?.text ?? 'bridge'
  const isLocal = ['bridge', 'host', 'null', 'macvlan', 'ipvlan'].includes(driver)
  if (isLocal && given.last('scope')?.text !== 'swarm') {
    const { place, issues } = line
    const token = given.last('driver')
    const found = token === undefined ? `${line.command} without a driver` : shown(driver)
    const because = `a ${driver} network stays on one machine, and services cannot use it`
    const expected = '-d overlay, or --scope swarm'
    issues.error({ place, offset: token?.offset ?? 0, found, expected, because })
    return []
  }
  workspace.objects.add('network', name.text, driver)
  return [{ type: 'object.create', kind: 'network', name: name.text }]
}

/** `docker secret|config|network rm NAME...`. */
export function readObjectRemove(
  kind: NamedObject,
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const table: OptionTable = kind === 'network' ? { force: { type: 'flag', short: 'f' } } : {}
  const given = new Given(line, table)
  if (given.rest.length === 0) {
    given.missing(`${line.command} without a name`, `the name of a ${kind}`)
  }
  const { objects, services } = workspace
  return given.rest.map(({ text: name, offset }): Action => {
    if (!objects.has(kind, name) && services.isComplete) {
      const says = `no earlier entry creates a ${kind} ${shown(name)}`
      const suggestion = nearest(name, objects.names(kind))
      line.issues.warn({ place: line.place, offset, says, suggestion })
    }
    return { type: 'object.rm', kind, name }
  })
}
