/** `docker service create`: from its options to a service's whole specification. */
import type { Action } from '../../../../model/action.ts'
import {
  defaultRestart,
  defaultRollback,
  defaultTask,
  defaultUpdate,
} from '../../../../model/swarm-defaults.ts'
import type { ServiceMode, ServiceSpec, TaskTemplate } from '../../../../model/swarm-mode.ts'
import { readEnvironmentFile } from '../../../container/environment-file.ts'
import type { CommandLine } from '../../../docker/options.ts'
import { isImage, isName } from '../../../docker/run.ts'
import { refuse } from '../../../schema-values.ts'
import { serviceMode, serviceModes } from '../../../service/mode.ts'
import { readConstraint, readPreference } from '../../../service/placement.ts'
import { readCount, readDuration, readWord } from '../../../service/reading.ts'
import { readGenericResources } from '../../../service/resources.ts'
import { resolvePath } from '../../../text/paths.ts'
import { expandRange } from '../../../text/ranges.ts'
import type { Workspace } from '../../../workspace.ts'
import type { CommandContext } from '../../manager.ts'
import { noteLabels } from '../labels.ts'
import { checkReplicas, registerService } from '../services.ts'
import { Given } from './given.ts'
import { createOptions } from './service-options.ts'
import {
  amountsOf,
  labelsOf,
  mountsOf,
  namesOf,
  networkDriversOf,
  policiesOf,
  portsOf,
} from './service-parts.ts'

export function readServiceCreate(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, createOptions, { stopAtFirstWord: true })
  const [image] = given.rest
  if (image === undefined) {
    given.missing(`${line.command} without an image`, 'an image after the options')
    workspace.services.isComplete = false
    return []
  }
  if (!isImage(image.text)) {
    given.refuse(image, refuse('an image name such as redis or nginx:1.27'))
  }
  const mode = modeOf(given)
  checkJob(mode, given)
  const { restart, update, rollback } = policiesOf(given)
  const task = {
    ...taskOf(image.text, given, workspace),
    restart: { ...defaultRestart, ...restart },
  }
  const common = {
    mode,
    task,
    ports: portsOf(given, 'publish'),
    update: { ...defaultUpdate, ...update },
    rollback: { ...defaultRollback, ...rollback },
  }
  return namesOfService(image.text, given, workspace).map((name): Action => {
    const spec: ServiceSpec = { name, ...common }
    registerService(spec, workspace)
    return { type: 'service.create', spec }
  })
}

function taskOf(image: string, given: Given, workspace: Workspace): TaskTemplate {
  const { reservations, limits } = amountsOf(given)
  const { mounts, drivers } = mountsOf(given, 'mount')
  const base = defaultTask(image)
  const constraints = given.each('constraint', readConstraint)
  const preferences = given.each('placement-pref', readPreference)
  noteLabels(given, ['constraint', 'placement-pref'], workspace)
  const generic = given.each('generic-resource', readGenericResources).flat()
  const driver = given.last('log-driver')?.text ?? ''
  return {
    ...base,
    env: [...environmentFiles(given, workspace), ...given.all('env').map(({ text }) => text)],
    args: given.rest.slice(1).map(({ text }) => text),
    labels: labelsOf(given, 'container-label'),
    mounts,
    limits: { ...base.limits, ...limits },
    stopGraceUs: given.one('stop-grace-period', readDuration) ?? base.stopGraceUs,
    placement: {
      ...base.placement,
      constraints,
      preferences,
      maxReplicas: given.one('replicas-max-per-node', readCount) ?? 0,
    },
    reservations: { ...base.reservations, ...reservations, generic },
    volumeDrivers: drivers,
    networkDrivers: networkDriversOf(given, 'network', workspace),
    // The plugin filter of the original takes `none` for no driver.
    logDriver: driver === 'none' ? '' : driver,
    secrets: namesOf('secret', given, 'secret', workspace),
    configs: namesOf('config', given, 'config', workspace),
    networks: namesOf('network', given, 'network', workspace),
  }
}

function modeOf(given: Given): ServiceMode {
  const mode = given.one('mode', (text) => readWord(text, serviceModes)) ?? 'replicated'
  const replicas = given.one('replicas', readCount)
  const maxConcurrent = given.one('max-concurrent', readCount)
  const isGlobal = mode === 'global' || mode === 'global-job'
  const count = given.last('replicas')
  if (count !== undefined && isGlobal) {
    given.refuse(count, refuse('no --replicas'), `a ${mode} service has one task on every node`)
  } else if (count !== undefined && replicas !== undefined) {
    checkReplicas(replicas, count, given.line)
  }
  const most = given.last('max-concurrent')
  if (most !== undefined && mode !== 'replicated-job') {
    given.refuse(most, refuse('no --max-concurrent'), 'only a replicated-job has it')
  }
  return serviceMode(mode, {
    ...(replicas === undefined ? {} : { replicas }),
    ...(maxConcurrent === undefined ? {} : { maxConcurrent }),
  })
}

/** Docker's client refuses to say how a job is updated: it never is. */
function checkJob({ type }: ServiceMode, given: Given): void {
  if (type === 'replicated' || type === 'global') return
  for (const option of Object.keys(createOptions)) {
    const token = /^(update|rollback)-/.test(option) ? given.last(option) : undefined
    if (token === undefined) continue
    given.refuse(token, refuse(`no --${option}`), 'a job is not updated, it runs again')
  }
}

/** `--name`, or those of a range. Docker invents a name; here the image gives it. */
function namesOfService(image: string, given: Given, workspace: Workspace): readonly string[] {
  const token = given.last('name')
  if (token === undefined) {
    const stem = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '')
    const taken = workspace.services.containers
    let name = stem
    for (let count = 2; taken.has(name); count++) name = `${stem}-${count}`
    return [name]
  }
  const names = expandRange(token.text)
  if (names === undefined) {
    given.refuse(token, refuse('a name with one range such as {1..3}'))
    return []
  }
  if (!names.every(isName)) {
    given.refuse(token, refuse('a name of letters, digits, dashes, dots and underscores'))
  }
  return names
}

function environmentFiles(given: Given, { files, file }: Workspace): readonly string[] {
  return given.all('env-file').flatMap((token) => {
    const content = files.read(resolvePath(file, token.text))
    if (content === undefined) given.refuse(token, refuse('a file that is there'))
    return content === undefined ? [] : readEnvironmentFile(content)
  })
}
