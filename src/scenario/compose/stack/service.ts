/** From a service of the files to the specification that `docker stack deploy` sends for it. */
import { defaultTask, stopGraceUs } from '../../../model/swarm-defaults.ts'
import type { ServiceSpec } from '../../../model/swarm-mode.ts'
import { readDuration } from '../../service/reading.ts'
import { shown } from '../../text/place.ts'
import type { RawService } from '../file.ts'
import {
  readReferences,
  readStackMounts,
  readStackNetworks,
  readStackPorts,
} from './attachments.ts'
import {
  readArguments,
  readImage,
  readLogDriver,
  readStackEnvironment,
  readStackLabels,
} from './container.ts'
import { type Deploy, readDeploy, readValue } from './deploy.ts'
import { noteIgnored } from './ignored.ts'
import type { StackScope } from './scope.ts'

export interface StackService {
  readonly raw: RawService
  readonly spec: ServiceSpec
  readonly ports: ReturnType<typeof readStackPorts>
  /** The networks it is on, by the names the files give them. */
  readonly networks: readonly string[]
}

export function readStackService(raw: RawService, scope: StackScope): StackService {
  const { issues } = scope.workspace
  const deploy = readDeploy(raw, issues)
  const ports = readStackPorts(raw, scope)
  const networks = readStackNetworks(raw, scope)
  const { mounts, drivers } = readStackMounts(raw, scope)
  const grace = raw.keys.get('stop_grace_period')?.at(-1)
  noteIgnored(raw, scope.workspace)
  const name = `${scope.stack}_${raw.name}`
  checkName(name, raw, scope)
  checkPorts(ports, deploy, scope)
  const spec: ServiceSpec = {
    name,
    mode: deploy.mode,
    task: {
      ...defaultTask(readImage(raw, scope)),
      env: readStackEnvironment(raw, scope),
      args: readArguments(raw, scope),
      labels: readStackLabels(raw, scope),
      mounts,
      limits: deploy.limits,
      stopGraceUs:
        readValue(grace, { type: 'duration', reader: readDuration, issues }) ?? stopGraceUs,
      restart: deploy.restart,
      placement: deploy.placement,
      reservations: deploy.reservations,
      volumeDrivers: drivers,
      networkDrivers: networks.drivers,
      logDriver: readLogDriver(raw),
      secrets: readReferences(raw, 'secret', scope),
      configs: readReferences(raw, 'config', scope),
      networks: networks.names,
    },
    ports: ports.map(({ port }) => port),
    update: deploy.update,
    rollback: deploy.rollback,
  }
  return { raw, spec, ports, networks: networks.keys }
}

/** The manager takes names that DNS can hold: validateAnnotations in controlapi of moby/swarmkit. */
const nameForm = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/
const nameLengthMax = 63

function checkName(name: string, { place }: RawService, { workspace }: StackScope): void {
  const isLong = name.length > nameLengthMax
  if (nameForm.test(name) && !isLong) return
  workspace.issues.error({
    place,
    spot: 'key',
    found: `the service name ${shown(name)}`,
    expected: `at most ${nameLengthMax} letters, digits, dashes and underscores`,
    because: isLong
      ? 'docker: name must be 63 characters or fewer'
      : 'docker: name must be valid as a DNS name component',
  })
}

/** What the manager refuses of a service's own ports: validateEndpointSpec in controlapi. */
function checkPorts(
  ports: StackService['ports'],
  { endpointMode }: Deploy,
  { workspace }: StackScope,
): void {
  const seen = new Set<string>()
  for (const { port, at } of ports) {
    const { published, protocol, mode } = port
    if (endpointMode === 'dnsrr' && mode === 'ingress') {
      workspace.issues.error({
        place: at.place,
        found: 'a port in mode ingress with endpoint_mode dnsrr',
        expected: 'mode: host',
        because: "docker: port published with ingress mode can't be used with dnsrr mode",
      })
    }
    const key = `${published}/${protocol}`
    if (published !== 0 && seen.has(key)) {
      workspace.issues.error({
        place: at.place,
        found: `the published port ${key} a second time`,
        expected: 'each published port once',
        because: 'docker: EndpointSpec: duplicate published ports provided',
      })
    }
    seen.add(key)
  }
}
