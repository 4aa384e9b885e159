/** Any single fact as half a sentence: `node-2 crashed`, `app_web_2 started on node-3`. */
import type { Trace } from '../model/trace.ts'
import { assert } from '../sim/assert.ts'
import { readingOf } from './managers/registry.ts'
import { type FactWords, namesOf } from './names.ts'
import { rowAt } from './walk.ts'

/** @param row number of the fact */
export function factInWords(trace: Trace, row: number): string {
  const reading = readingOf(trace.model)
  const fact = rowAt(trace, row)
  const words = reading.factWords[fact.type] ?? sharedWords[fact.type]
  assert(words !== undefined, `${fact.type} has no words`)
  return words(
    namesOf(trace, (container) => reading.containerName(trace, container)),
    fact,
  )
}

/** Facts that mean the same whatever manages the nodes. */
export const sharedWords: FactWords = {
  'timeline.reached': (name, { a }) => name.entry(a),
  'command.done': (name, { a }) => `"${name.entry(a)}" was done`,
  'command.failed': (name, { a, b }) => `"${name.entry(a)}" was refused: ${name.text(b)}`,
  'slot.asked': (name, { a }) => `${name.slot(a)} was asked for`,
  'slot.dropped': (name, { a }) => `${name.slot(a)} was no longer asked for`,
  'node.joined': (name, { a }) => `${name.node(a)} joined`,
  'node.crashed': (name, { a }) => `${name.node(a)} crashed`,
  'node.frozen': (name, { a }) => `${name.node(a)} froze`,
  'node.cutOff': (name, { a }) => `${name.node(a)} was cut off`,
  'node.recovered': (name, { a }) => `${name.node(a)} came back`,
  'container.created': (name, { a, b }) => `${name.container(a)} was created on ${name.node(b)}`,
  'container.started': (name, { a }) => `${name.container(a)} started`,
  'container.paused': (name, { a }) => `${name.container(a)} was paused`,
  'container.unpaused': (name, { a }) => `${name.container(a)} went on after a pause`,
  'container.exited': (name, { a }) => `${name.container(a)} exited`,
  'container.died': (name, { a }) => `${name.container(a)} stopped with its machine`,
  'container.removed': (name, { a }) => `${name.container(a)} was removed`,
  'image.pulling': (name, { a, b }) => `${name.node(a)} began to pull ${name.image(b)}`,
  'image.pulled': (name, { a, b }) => `${name.node(a)} had pulled ${name.image(b)}`,
  'image.pullFailed': (name, { a, b, c }) =>
    `${name.node(a)} could not pull ${name.image(b)}: ${name.text(c)}`,
  'network.created': (name, { a, b }) => `network ${name.text(b)} was created on ${name.node(a)}`,
  'volume.created': (name, { a, b }) => `volume ${name.text(b)} was created on ${name.node(a)}`,
  'manager.started': (name, { a }) => `${name.manager(a)} started`,
  'manager.crashed': (name, { a }) => `${name.manager(a)} crashed`,
}
