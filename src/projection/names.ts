/** Names of what a fact's numbers point into, and how a single fact reads with them. */
import type { FactType } from '../model/facts.ts'
import { taskStateName } from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'
import { entryInWords } from './story/links.ts'
import type { Row } from './walk.ts'

export interface Names {
  node(index: number): string
  container(index: number): string
  slot(index: number): string
  service(index: number): string
  /** A version of a service's specification: `web version 2`. */
  spec(index: number): string
  manager(index: number): string
  image(index: number): string
  /** `''` for none. */
  text(index: number): string
  taskState(code: number): string
  /** The words of an entry of the timeline. */
  entry(index: number): string
}

/** Half a sentence for facts of these types. */
export type FactWords = Readonly<Partial<Record<FactType, (name: Names, row: Row) => string>>>

/** @param container how a container is named so that it is not mistaken for another */
export function namesOf(trace: Trace, container: (index: number) => string): Names {
  const { model, tables } = trace
  const { slots, images, texts, services = [], specs = [] } = tables
  return {
    node: (index) => model.nodes[index].name,
    container,
    slot: (index) => slots[index].name,
    service: (index) => services[index],
    spec: (index) => `${services[specs[index].service]} version ${specs[index].version}`,
    manager: (index) => model.manager.managers[index].name,
    image: (index) => images[index],
    text: (index) => texts[index] ?? '',
    taskState: taskStateName,
    entry: (index) => entryInWords(trace, index),
  }
}
