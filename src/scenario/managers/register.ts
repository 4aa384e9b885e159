/** The managers of a scenario by name: those of the start, then those that nodes become later. */
import type { ManagerSpec } from '../../model/model.ts'

export class ManagerRegister {
  readonly specs: ManagerSpec[] = []
  readonly #sinceUs: number[] = []

  /** The index of the manager; the one that is there already if its node is one. */
  add(spec: ManagerSpec, sinceUs = 0): number {
    const known = spec.node < 0 ? -1 : this.specs.findIndex(({ node }) => node === spec.node)
    if (known >= 0) return known
    this.#sinceUs.push(sinceUs)
    return this.specs.push(spec) - 1
  }

  indexOf(name: string): number {
    return this.specs.findIndex((spec) => spec.name === name)
  }

  onNode(node: number): number {
    return this.specs.findIndex((spec) => spec.node === node)
  }

  /** Whether the manager may be one at this time. */
  isThereBy(index: number, atUs: number): boolean {
    return (this.#sinceUs[index] ?? 0) <= atUs
  }

  get names(): readonly string[] {
    return this.specs.map(({ name }) => name)
  }
}
