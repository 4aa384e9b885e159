/**
 * Connections that entries of the timeline change, and those that restore them. A run names the
 * changes by their place in the sorted timeline, which is only known at the end: until then each is an
 * object of its own.
 */
import type { Action } from '../../model/action.ts'

/** One change of connections. */
export interface Link {
  /** Given with `name:`, `''` for none. */
  readonly name: string
  /** What it became. */
  readonly action: Action
  readonly fromUs: number
  /** When it ends by itself, infinite if it does not. */
  readonly untilUs: number
}

/** The changes read so far, in order of time. */
export class LinkBook {
  readonly #links = new Set<Link>()

  add(link: Link): void {
    this.#links.add(link)
  }

  /** Those that are in force at a time. */
  openAt(atUs: number): readonly Link[] {
    return [...this.#links].filter(({ fromUs, untilUs }) => fromUs <= atUs && atUs < untilUs)
  }

  /** These are restored. */
  close(links: readonly Link[]): void {
    for (const link of links) this.#links.delete(link)
  }
}
