/** What the parts of the compiler share while they read one scenario. */
import type { ContainerConfig } from '../model/container-config.ts'
import type { NamedObject } from '../model/swarm-action.ts'
import type { IssueList } from './issue-list.ts'
import type { ManagerInput } from './managers/manager.ts'
import type { ManagerRegister } from './managers/register.ts'
import type { NodeRegister } from './nodes.ts'

/** How the compiler reaches other files: the caller decides what a path means. */
export interface FileReader {
  read(path: string): string | Uint8Array | undefined
}

export interface Workspace {
  /** The scenario file, against which other paths are resolved. */
  readonly file: string
  readonly issues: IssueList
  readonly files: FileReader
  /** Variables for `${NAME}` in Compose files. */
  readonly environment: Readonly<Record<string, string>>
  readonly nodes: NodeRegister
  /** Whose words the scenario is in. */
  readonly manager: ManagerInput
  readonly managers: ManagerRegister
  readonly configs: ConfigTable
  /** Images of services, which have no configuration in the table. */
  readonly images: Set<string>
  readonly objects: ObjectRegister
  readonly services: ServiceRegister
  /** `swarm: {slash: original}`. */
  readonly allowSlash: boolean
}

/** Container configurations, each kept once. */
export class ConfigTable {
  readonly list: ContainerConfig[] = []
  readonly #indexOf = new Map<string, number>()

  /** The index of a configuration. */
  add(config: ContainerConfig): number {
    const key = JSON.stringify(config)
    const known = this.#indexOf.get(key)
    if (known !== undefined) return known
    const index = this.list.push(config) - 1
    this.#indexOf.set(key, index)
    return index
  }
}

/** The services and containers a scenario speaks of, for claims and messages. */
export class ServiceRegister {
  /** Service to the names of its containers; a container without a name is not listed. */
  readonly containers = new Map<string, Set<string>>()
  readonly #names = new Set<string>()
  /** Slots of services: each name with a number behind it is one of its tasks. */
  readonly #slots = new Set<string>()
  /** False once something could not be read: unknown names are then no reliable finding. */
  isComplete = true

  add(service: string, container: string): void {
    const known = this.containers.get(service) ?? new Set<string>()
    this.containers.set(service, known)
    if (container === '') return
    known.add(container)
    this.#names.add(container)
  }

  /** A slot of a service, `web.1`, or `web.node-3` of a global one. */
  addSlot(service: string, slot: string): void {
    this.add(service, slot)
    this.#slots.add(slot)
  }

  hasContainer(name: string): boolean {
    return this.#names.has(name) || this.#slots.has(name.replace(/\.\d+$/, ''))
  }

  get containerNames(): readonly string[] {
    return [...this.#names]
  }
}

/** Secrets, configs and networks by name, as entries create them. */
export class ObjectRegister {
  readonly #drivers = new Map<string, string>()

  add(kind: NamedObject, name: string, driver = ''): void {
    this.#drivers.set(`${kind} ${name}`, driver)
  }

  has(kind: NamedObject, name: string): boolean {
    return this.#drivers.has(`${kind} ${name}`)
  }

  /** Of a network. */
  driverOf(name: string): string | undefined {
    return this.#drivers.get(`network ${name}`)
  }

  names(kind: NamedObject): readonly string[] {
    return [...this.#drivers.keys()]
      .filter((key) => key.startsWith(`${kind} `))
      .map((key) => key.slice(kind.length + 1))
  }
}
