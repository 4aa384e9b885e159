/** The Compose projects of a scenario, and how many containers each service has as time goes on. */
import type { Action, ComposeContainer } from '../../model/action.ts'
import type { ContainerConfig } from '../../model/container-config.ts'
import { containersMax } from '../defaults.ts'
import { type Place, shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import { containersOf, loadProject, type Project, type ProjectRequest } from './project.ts'
import type { Service } from './service.ts'

/** `web=3`, with the place to point at. */
export interface Scale {
  readonly service: string
  readonly count: number
  readonly place: Place
  readonly offset?: number
}

export class ProjectRegister {
  readonly #workspace: Workspace
  readonly #byName = new Map<string, Project>()
  readonly #byPaths = new Map<string, Project | undefined>()
  /** Number of containers by project and service, once a command has set it. */
  readonly #scales = new Map<string, number>()
  /** Projects whose services are rescheduled unless they say otherwise. */
  readonly #rescheduled = new Set<string>()
  /** What a service is called in tables: its name, or `project/service` if the name is taken. */
  readonly #labels = new Map<string, string>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }

  named(name: string): Project | undefined {
    return this.#byName.get(name)
  }

  /** The project of these files, loaded once. */
  open(request: ProjectRequest): Project | undefined {
    const key = [request.name, ...request.paths].join('\n')
    if (this.#byPaths.has(key)) return this.#byPaths.get(key)
    const project = loadProject(request, this.#workspace)
    this.#byPaths.set(key, project)
    if (project === undefined) this.#workspace.services.isComplete = false
    else if (!this.#byName.has(project.name)) this.#byName.set(project.name, project)
    return project
  }

  /** Services that name no policy get `on-node-failure`. */
  reschedule(project: Project): void {
    this.#rescheduled.add(project.name)
  }

  /** Creates and starts the services (all, or those named and what they need). */
  up(project: Project, scales: readonly Scale[], only: readonly string[] = []): readonly Action[] {
    for (const scale of scales) this.#setScale(project, scale)
    const wanted = only.length === 0 ? project.services : neededBy(project, only)
    const containers = wanted.flatMap((service) => this.#containers(project, service))
    const { name, networks, volumes } = project
    return [{ type: 'compose.up', project: name, containers, networks, volumes }]
  }

  scale(project: Project, scales: readonly Scale[]): readonly Action[] {
    return scales.flatMap((scale): readonly Action[] => {
      const service = this.#setScale(project, scale)
      if (service === undefined) return []
      const containers = this.#containers(project, service)
      const label = this.#labelOf(project, service)
      return [{ type: 'compose.scale', project: project.name, service: label, containers }]
    })
  }

  down(project: Project): readonly Action[] {
    for (const { name } of project.services) this.#scales.delete(`${project.name}/${name}`)
    return [{ type: 'compose.down', project: project.name }]
  }

  #setScale(project: Project, scale: Scale): Service | undefined {
    const { issues } = this.#workspace
    const service = project.services.find(({ name }) => name === scale.service)
    const where =
      scale.offset === undefined
        ? { place: scale.place }
        : { place: scale.place, offset: scale.offset }
    if (service === undefined) {
      const known = project.services.map(({ name }) => name)
      const expected = `a service of ${project.name} (${listed(known)})`
      issues.error({
        ...where,
        found: shown(scale.service),
        expected,
        suggestion: nearest(scale.service, known),
      })
      return undefined
    }
    this.#scales.set(`${project.name}/${service.name}`, scale.count)
    this.#checkCount(service, scale.count, where)
    return service
  }

  #checkCount(service: Service, count: number, where: { place: Place; offset?: number }): void {
    const { issues } = this.#workspace
    if (count > containersMax) {
      issues.error({ ...where, found: `${count} containers`, expected: `at most ${containersMax}` })
    } else if (count > 1 && service.containerName !== '') {
      const because = `container_name fixes the name ${service.containerName}`
      issues.error({
        ...where,
        found: `${count} containers of ${service.name}`,
        expected: 'at most one',
        because,
      })
    }
  }

  #containers(project: Project, service: Service): readonly ComposeContainer[] {
    const { configs, services } = this.#workspace
    const count = this.#scales.get(`${project.name}/${service.name}`) ?? service.count
    if (!this.#scales.has(`${project.name}/${service.name}`)) {
      this.#checkCount(service, count, { place: service.containerNamePlace })
    }
    const label = this.#labelOf(project, service)
    const asked = project.configOf(service)
    const isMoved = this.#rescheduled.has(project.name)
    const config = configs.add(isMoved ? withPolicy(asked) : asked)
    const fitting = count > containersMax ? 0 : count
    const containers = containersOf(project, service, { count: fitting, config, label })
    services.add(label, '')
    for (const { name } of containers) services.add(label, name)
    return containers
  }

  #labelOf(project: Project, service: Service): string {
    const key = `${project.name}/${service.name}`
    const known = this.#labels.get(key)
    if (known !== undefined) return known
    const label = this.#workspace.services.containers.has(service.name) ? key : service.name
    this.#labels.set(key, label)
    return label
  }
}

/** Swarm reads the policy from the environment, or from a label it writes itself. */
function withPolicy(config: ContainerConfig): ContainerConfig {
  const hasOwn =
    config.env.some((entry) => entry.startsWith('reschedule:')) ||
    'com.docker.swarm.reschedule-policies' in config.labels
  return hasOwn ? config : { ...config, env: [...config.env, 'reschedule:on-node-failure'] }
}

/** The named services with everything they refer to, in the order of the project. */
function neededBy(project: Project, names: readonly string[]): readonly Service[] {
  const needed = new Set(names)
  // A set is walked in the order it grows.
  for (const name of needed) {
    const service = project.services.find((other) => other.name === name)
    for (const reference of service?.references ?? []) needed.add(reference.service)
  }
  return project.services.filter(({ name }) => needed.has(name))
}
