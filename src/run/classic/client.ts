/**
 * The user's docker and docker-compose: they send requests to the primary manager and remember
 * what was asked for. What was asked and found no place stays asked.
 */

import type { Requests } from '../../manager/classic/requests.ts'
import type { Action, ComposeContainer } from '../../model/action.ts'
import { noDaemon, noPrimary } from '../../model/client-words.ts'
import type { RunContext } from '../../model/run-context.ts'
import { slotState } from '../../model/states.ts'
import { createCompose } from './compose.ts'

/** What users of classic Swarm can ask for. */
export type ClassicRequest = Extract<
  Action,
  { type: `container.${string}` | `compose.${string}` | 'network.create' | 'volume.create' }
>

export interface Client {
  /** Carries out a command; `done` gets the errors it printed. */
  perform(action: ClassicRequest, done: (errors: readonly string[]) => void): void
}

/** @param primary the primary's requests, undefined while there is none. */
export function createClient(context: RunContext, primary: () => Requests | undefined): Client {
  const { tables, cluster } = context
  /** Latest slot asked for under each name. */
  const slotByName = new Map<string, number>()

  const whyNoManager = () => (cluster.managers.some((state) => state > 0) ? noPrimary : noDaemon)

  /** Asks for a container and has it created and started. Calls back with the error or ''. */
  function run(
    wanted: { name: string; service: string; config: number; start: boolean },
    done: (error: string) => void,
  ): void {
    const name =
      wanted.name || `${baseName(tables.configs[wanted.config].image)}_${tables.slots.length + 1}`
    dropWaiting(name)
    const slot = context.addSlot({ service: wanted.service || name, name, config: wanted.config })
    slotByName.set(name, slot)
    context.emit(wanted.start ? 'slot.asked' : 'slot.asked.created', slot)
    const requests = primary()
    if (!requests) {
      const error = whyNoManager()
      context.emit('slot.unplaced', slot, context.text(error))
      done(error)
      return
    }
    const creation = { slot, name, config: wanted.config, predecessor: -1 }
    requests.create(creation, (container, error, isConflict) => {
      if (isConflict) context.emit('slot.dropped', slot)
      else if (error !== '') context.emit('slot.unplaced', slot, context.text(error))
      if (error !== '' || !wanted.start) done(error)
      else requests.startCreated(container, done)
    })
  }

  /** Asking again under the same name replaces what never found a place. */
  function dropWaiting(name: string): void {
    const slot = slotByName.get(name)
    if (slot === undefined) return
    const isWaiting = cluster.slots.unplaced[slot] >= 0 && cluster.slots.container[slot] < 0
    if (isWaiting && cluster.slots.asked[slot] !== slotState.dropped) {
      context.emit('slot.dropped', slot)
    }
  }

  function change(
    target: string,
    wanted: Parameters<Requests['change']>[1],
    done: (error: string) => void,
  ): void {
    const requests = primary()
    if (!requests) {
      done(whyNoManager())
      return
    }
    requests.change(target, wanted, (error, container) => {
      const slot = container < 0 ? -1 : tables.containers[container].slot
      if (error === '' && slot >= 0) {
        if (wanted.type === 'remove') context.emit('slot.dropped', slot)
        else if (wanted.type === 'start') context.emit('slot.startAsked', slot)
        else if (wanted.type === 'stop' || wanted.type === 'kill') {
          context.emit('slot.stopAsked', slot)
        }
      }
      done(error)
    })
  }

  /** Asked for, but docker-compose gave up before it came to it. */
  function leaveOut({ name, service, config }: ComposeContainer): void {
    if (primary()?.knows(name)) return
    dropWaiting(name)
    const slot = context.addSlot({ service, name, config })
    slotByName.set(name, slot)
    context.emit('slot.asked', slot)
    const why = 'docker-compose stopped at a service that failed before this one'
    context.emit('slot.unplaced', slot, context.text(why))
  }

  function createThing(
    create: (requests: Requests, answer: (error: string) => void) => void,
    done: (error: string) => void,
  ): void {
    const requests = primary()
    if (requests) create(requests, done)
    else done(whyNoManager())
  }

  const compose = createCompose({ primary, run, change, createThing, dropWaiting, leaveOut })

  return {
    perform(action, done) {
      const one = (error: string) => done(error === '' ? [] : [error])
      switch (action.type) {
        case 'container.run':
          run(action, one)
          break
        case 'container.start':
        case 'container.stop':
        case 'container.kill':
        case 'container.pause':
        case 'container.unpause':
        case 'container.inspect':
          change(action.target, { type: changeOf(action.type) }, one)
          break
        case 'container.rm':
          change(action.target, { type: 'remove', force: action.force }, one)
          break
        case 'network.create':
          createThing(
            (requests, answer) => requests.createNetwork(action.name, action.driver, answer),
            one,
          )
          break
        case 'volume.create':
          createThing((requests, answer) => requests.createVolume(action.name, answer), one)
          break
        case 'compose.up':
          compose.up(action, done)
          break
        case 'compose.scale':
          compose.scale(action, done)
          break
        case 'compose.down':
          compose.down(action, done)
          break
      }
    },
  }
}

type ChangeAction = `container.${'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'inspect'}`

function changeOf(type: ChangeAction): 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'inspect' {
  // The part after the dot is the request's own name.
  return type.slice('container.'.length) as
    | 'start'
    | 'stop'
    | 'kill'
    | 'pause'
    | 'unpause'
    | 'inspect'
}

/** `registry/user/redis:3.0` gives `redis`. */
function baseName(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).split(/[:@]/)[0] || 'container'
}
