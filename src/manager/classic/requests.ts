/**
 * The requests a user sends to the manager: create, start, stop, remove and the rest of classic
 * Swarm's API. A container is looked up in the manager's belief, so a lost one can be neither
 * removed nor stopped.
 */

import type { EngineRequest } from '../../model/messages.ts'
import { beliefState } from '../../model/states.ts'
import { type Core, countOutcome, errorOf } from './core.ts'
import { type Creation, type Creator, closedConnection } from './create.ts'
import type { KnownEngine } from './known-engine.ts'
import { readAgain, startAndRead } from './read-again.ts'

/** Outcome of a request: `''` or the error text the client reads. */
export type Answer = (error: string) => void

export interface Requests {
  /** Creates a container and calls back with its number, or -1 and the error. */
  create(
    creation: Creation,
    done: (container: number, error: string, isConflict: boolean) => void,
  ): void
  startCreated(container: number, answer: Answer): void
  /** Start, stop, kill, pause, unpause or remove by name. */
  change(target: string, change: Change, answer: (error: string, container: number) => void): void
  createNetwork(name: string, driver: string, answer: Answer): void
  createVolume(name: string, answer: Answer): void
  /** True when the manager knows a container of this name. */
  knows(name: string): boolean
  isRunning(name: string): boolean
  /** The manager dies: every request under way loses its connection. */
  breakAll(): void
}

export type Change =
  | { readonly type: 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'inspect' }
  | { readonly type: 'remove'; readonly force: boolean }

export function createRequests(
  core: Core,
  creator: Creator,
  networkConfig: () => number,
): Requests {
  const { belief, context } = core
  /** What tells each client that waits for an answer that none will come. */
  const underWay = new Set<() => void>()

  /** The answer to a request, or that the connection broke: whichever comes first. */
  function once<T extends readonly unknown[]>(
    answer: (...values: T) => void,
    ...broken: T
  ): (...values: T) => void {
    const finish = (...values: T) => {
      if (underWay.delete(lose)) answer(...values)
    }
    const lose = () => finish(...broken)
    underWay.add(lose)
    return finish
  }

  function send(engine: KnownEngine, request: EngineRequest, answer: Answer): void {
    core.call(engine, request, 1, (reply) => {
      countOutcome(core, engine, reply)
      answer(errorOf(reply))
    })
  }

  function change(
    target: string,
    wanted: Change,
    answer: (error: string, container: number) => void,
  ): void {
    const found = belief.find(target)
    if (!found) {
      answer(`No such container: ${target}`, -1)
      return
    }
    const { engine, known } = found
    const { container } = known
    const finish = once(answer, closedConnection, container)
    if (engine.state === 'unhealthy' && wanted.type !== 'remove') {
      finish(`Container ${target} running on unhealthy node ${engine.spec.name}`, container)
      return
    }
    const request: EngineRequest =
      wanted.type === 'remove'
        ? { type: 'remove', container, force: wanted.force }
        : { type: wanted.type, container }
    send(engine, request, (error) => {
      if (error !== '') finish(error, container)
      else if (wanted.type === 'remove') {
        belief.forget(engine, container)
        finish('', container)
      } else readAgain(core, engine, container, () => finish('', container))
    })
  }

  return {
    create(creation, done) {
      const { validateError } = belief.requestOf(creation.config)
      // Without --experimental the policy is an environment variable like any other.
      if (validateError !== '' && core.settings.experimental) {
        done(-1, validateError, true)
        return
      }
      const finish = once(done, -1, closedConnection, false)
      creator.create(creation, (created) => {
        if (created.type === 'created') finish(created.container, '', false)
        else finish(-1, created.error, created.isConflict)
      })
    },
    startCreated(container, answer) {
      const engine = belief.engineOf(container)
      if (engine) {
        startAndRead(core, engine, container, once(answer, closedConnection))
        return
      }
      answer(`No such container: ${context.tables.containers[container].name}`)
    },
    change,
    createNetwork(name, driver, answer) {
      const engine = creator.choose(networkConfig())
      if (typeof engine === 'string') {
        answer(engine)
        return
      }
      const finish = once(answer, closedConnection)
      send(engine, { type: 'network', name }, (error) => {
        // A network of driver `bridge` exists on one engine only; Swarm's default is `overlay`.
        if (error === '' && driver === 'bridge') creator.addLocalNetwork(name, engine)
        finish(error)
      })
    },
    /** A volume is created on every engine; one success is enough. */
    createVolume(name, answer) {
      const engines = [...belief.engines.values()].filter(({ handle }) => handle >= 0)
      let open = engines.length
      let isMade = false
      let lastError = 'No healthy node available in the cluster'
      const finish = once(answer, closedConnection)
      if (open === 0) finish(lastError)
      for (const engine of engines) {
        send(engine, { type: 'volume', name }, (error) => {
          if (error === '') isMade = true
          else lastError = error
          if (--open === 0) finish(isMade ? '' : lastError)
        })
      }
    },
    breakAll() {
      for (const lose of [...underWay]) lose()
    },
    knows: (name) => belief.isNameTaken(name),
    isRunning(name) {
      const found = belief.find(name)
      return found !== undefined && found.known.state === beliefState.running
    },
  }
}
