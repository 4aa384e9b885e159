/** The managers of a scenario by name: those of the start, then those that nodes become later. */
import type { ManagerSpec } from '../../model/model.ts'

export class ManagerRegister {
  readonly specs: ManagerSpec[] = []
  readonly #sinceUs: number[] = []

  /** The index of the manager. */
  add(spec: ManagerSpec, sinceUs = 0): number {
    this.#sinceUs.push(sinceUs)
    return this.specs.push(spec) - 1
  }

  indexOf(name: string): number {
    return this.specs.findIndex((spec) => spec.name === name)
  }

  onNode(node: number): number {
    return this.specs.findIndex((spec) => spec.node === node)
  }

  /** From when on it is a manager. */
  sinceUs(index: number): number {
    return this.#sinceUs[index] ?? 0
  }

  get names(): readonly string[] {
    return this.specs.map(({ name }) => name)
  }
}
