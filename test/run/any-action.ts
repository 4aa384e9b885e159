/** Anything that may happen in a timeline, in most cases with its end. */
import fc from 'fast-check'
import type { Action } from '../../src/model/action.ts'
import { mostly } from './any-config.ts'
import { seconds } from './models.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
/** Everything has happened by then; afterwards everything is repaired and left alone. */
export const scriptEndS = 900

export type Entry = { readonly at: number; readonly action: Action }

/** Most containers are there before anything breaks. */
export function anyBeginning(): fc.Arbitrary<Entry> {
  const config = fc.integer({ min: 0, max: 3 })
  const runs = anyRun(config)
  const action = fc.oneof({ weight: 3, arbitrary: runs }, anyCompose(config))
  return fc.record({ at: fc.integer({ min: 1, max: 40 }), action })
}

/** Something that happens, and in most cases its end. */
export function anyIncident(size: { nodes: number; managers: number }): fc.Arbitrary<Entry[]> {
  // Some things happen at the very same moment, some in the middle of a creation.
  const at = fc.oneof(
    fc.integer({ min: 0, max: scriptEndS - 1 }),
    fc.integer({ min: 0, max: 50 }).map((tenths) => 100 + tenths / 10),
  )
  const lasts = fc.constantFrom(0.2, 5, 30, 90, 200, 400, 600)
  return fc
    .record({ at, lasts, action: anyAction(size), isOver: mostly(true, false) })
    .map(({ at: from, lasts: forS, action, isOver }) => {
      const end = isOver ? endOf(action) : undefined
      const until = Math.min(from + forS, scriptEndS - 1)
      return end
        ? [
            { at: from, action },
            { at: until, action: end },
          ]
        : [{ at: from, action }]
    })
}

function endOf(action: Action): Action | undefined {
  switch (action.type) {
    case 'fault':
      return { ...action, fault: 'recover' }
    case 'node.leave':
      return { ...action, type: 'node.join' }
    case 'manager.crash':
      return { ...action, type: 'manager.recover' }
    default:
      return undefined
  }
}

function anyRun(config: fc.Arbitrary<number>): fc.Arbitrary<Action> {
  const name = fc.oneof(fc.constantFrom(...names), fc.constant(''))
  return fc
    .record({ name, config, start: mostly(true, false) })
    .map((drawn): Action => ({ type: 'container.run', service: '', ...drawn }))
}

function anyAction(size: { nodes: number; managers: number }): fc.Arbitrary<Action> {
  const some = fc.uniqueArray(fc.integer({ min: 0, max: size.nodes - 1 }), {
    minLength: 1,
    maxLength: 3,
  })
  const one = fc.integer({ min: 0, max: size.nodes - 1 })
  const manager = fc.integer({ min: 0, max: size.managers - 1 })
  const name = fc.constantFrom(...names)
  const config = fc.integer({ min: 0, max: 3 })
  const fault = fc
    .record({
      fault: fc.constantFrom('crash', 'crash', 'freeze', 'unreachable', 'unreachable', 'recover'),
      nodes: some,
    })
    .map((drawn) => ({ type: 'fault', ...drawn }) as Action)
  return fc.oneof(
    { weight: 6, arbitrary: anyRun(config) },
    { weight: 8, arbitrary: fault },
    { weight: 5, arbitrary: anyChange(name) },
    { weight: 3, arbitrary: anyCompose(config) },
    {
      weight: 2,
      arbitrary: fc
        .record({ type: mostly('node.leave', 'node.join'), nodes: some })
        .map((drawn) => drawn as Action),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ type: mostly('manager.crash', 'manager.recover'), manager })
        .map((drawn) => drawn as Action),
    },
    { weight: 2, arbitrary: anyLocalAction(one, name) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          type: fc.constantFrom('network.create', 'volume.create'),
          driver: fc.constantFrom('', 'bridge'),
        })
        .map(({ type, driver }) => ({ type, name: 'net', driver }) as Action),
    },
  )
}

function anyChange(name: fc.Arbitrary<string>): fc.Arbitrary<Action> {
  const type = fc.constantFrom('start', 'stop', 'kill', 'pause', 'unpause')
  return fc.oneof(
    fc
      .record({ type, target: name })
      .map((drawn) => ({ type: `container.${drawn.type}`, target: drawn.target }) as Action),
    fc
      .record({ target: name, force: fc.boolean() })
      .map((drawn): Action => ({ type: 'container.rm', volumes: true, ...drawn })),
  )
}

function anyCompose(config: fc.Arbitrary<number>): fc.Arbitrary<Action> {
  const containersOf = (service: string, count: number, of: number) =>
    Array.from({ length: count }, (_, index) => ({
      service,
      name: `p_${service}_${index + 1}`,
      config: of,
    }))
  const count = fc.integer({ min: 0, max: 4 })
  return fc
    .record({ type: fc.constantFrom('up', 'up', 'scale', 'down'), web: count, db: count, config })
    .map(({ type, web, db, config: of }): Action => {
      if (type === 'down') return { type: 'compose.down', project: 'p' }
      const wanted = containersOf('web', web, of)
      if (type === 'scale') {
        return { type: 'compose.scale', project: 'p', service: 'web', containers: wanted }
      }
      const containers = [...containersOf('db', db, 0), ...wanted]
      const networks = [{ name: 'p_default', driver: 'bridge' }]
      return { type: 'compose.up', project: 'p', containers, networks }
    })
}

function anyLocalAction(
  one: fc.Arbitrary<number>,
  name: fc.Arbitrary<string>,
): fc.Arbitrary<Action> {
  return fc
    .record({
      type: fc.constantFrom(
        'engine.create',
        'engine.stop',
        'engine.rm',
        'engine.failCreates',
        'engine.closeEvents',
        'engine.replace',
        'engine.createTakes',
      ),
      node: one,
      name,
      seconds: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ type, node: on, name: of, seconds: takes }) => {
      switch (type) {
        case 'engine.failCreates':
          return { type, node: on, count: 1 } as Action
        case 'engine.closeEvents':
          return { type, node: on } as Action
        case 'engine.replace':
          return { type, node: on, engineId: `NEW-${on}` } as Action
        case 'engine.createTakes':
          return { type, durationUs: seconds(takes) } as Action
        default:
          return { type, node: on, name: of } as Action
      }
    })
}
