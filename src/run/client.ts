/**
 * The user's docker and docker-compose: they send requests to the primary manager and remember
 * what was asked for. What was asked and found no place stays asked.
 */

import type { Requests } from '../manager/classic/requests.ts'
import type { Action, ComposeContainer } from '../model/action.ts'
import type { RunContext } from '../model/run-context.ts'
import { slotState } from '../model/states.ts'

/** What the client prints when no manager answers, and when replicas have no primary. */
const noManager = 'Cannot connect to the Docker daemon. Is the docker daemon running on this host?'
const noPrimary = 'No elected primary cluster manager'

type UserAction = Exclude<
  Action,
  { type: 'fault' | 'node.join' | 'node.leave' | `manager.${string}` | `engine.${string}` }
>

export interface Client {
  /** Carries out a command; `done` gets the errors it printed. */
  perform(action: UserAction, done: (errors: readonly string[]) => void): void
}

/** @param primary the primary's requests, undefined while there is none. */
export function createClient(context: RunContext, primary: () => Requests | undefined): Client {
  const { tables, cluster } = context
  const slotsByName = new Map<string, number[]>()
  /** Compose projects: the names of their containers, by project. */
  const projects = new Map<string, Set<string>>()
  /** Networks and volumes that a `compose up` made. */
  const resources = new Set<string>()

  const whyNoManager = () => (cluster.managers.some((state) => state > 0) ? noPrimary : noManager)

  /** Asks for a container and has it created and started. Calls back with the error or ''. */
  function run(
    wanted: { name: string; service: string; config: number; start: boolean },
    done: (error: string) => void,
  ): void {
    const name =
      wanted.name || `${baseName(tables.configs[wanted.config].image)}_${tables.slots.length + 1}`
    dropWaiting(name)
    const slot = context.addSlot({ service: wanted.service || name, name, config: wanted.config })
    slotsByName.set(name, [...(slotsByName.get(name) ?? []), slot])
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
    for (const slot of slotsByName.get(name) ?? []) {
      const isWaiting = cluster.slots.unplaced[slot] >= 0 && cluster.slots.container[slot] < 0
      if (isWaiting && cluster.slots.asked[slot] !== slotState.dropped) {
        context.emit('slot.dropped', slot)
      }
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

  /** Runs all tasks at once and calls back with their errors in the order of the tasks. */
  function inParallel(
    tasks: readonly ((done: (error: string) => void) => void)[],
    done: (errors: readonly string[]) => void,
  ): void {
    const errors: string[] = []
    let open = tasks.length
    if (open === 0) done([])
    for (const [at, task] of tasks.entries()) {
      task((error) => {
        errors[at] = error
        if (--open === 0) done(errors.filter((text) => text !== ''))
      })
    }
  }

  function bringUp(project: string, container: ComposeContainer, done: (error: string) => void) {
    const names = projects.get(project) ?? new Set<string>()
    projects.set(project, names.add(container.name))
    const requests = primary()
    if (!requests?.knows(container.name)) run({ ...container, start: true }, done)
    else if (requests.isRunning(container.name)) done('')
    else change(container.name, { type: 'start' }, done)
  }

  /**
   * Compose starts service after service in dependency order, the containers of one service at
   * once, and stops at the first service that fails.
   */
  function composeUp(
    action: Extract<Action, { type: 'compose.up' }>,
    done: (errors: readonly string[]) => void,
  ): void {
    const services = groupByService(action.containers)
    const next = (at: number) => {
      if (at === services.length) {
        done([])
        return
      }
      const tasks = services[at].map(
        (container) => (ready: (error: string) => void) =>
          bringUp(action.project, container, ready),
      )
      inParallel(tasks, (errors) => {
        if (errors.length === 0) next(at + 1)
        else {
          for (const later of services.slice(at + 1).flat()) leaveOut(later)
          done(errors)
        }
      })
    }
    createResources(action, (errors) => {
      if (errors.length === 0) next(0)
      else {
        for (const later of services.flat()) leaveOut(later)
        done(errors)
      }
    })
  }

  /** Networks, then volumes, one after the other; what an earlier `up` made is there already. */
  function createResources(
    { networks = [], volumes = [] }: Extract<Action, { type: 'compose.up' }>,
    done: (errors: readonly string[]) => void,
  ): void {
    const missing = [
      ...networks.map((network) => ({ ...network, type: 'network' as const })),
      ...volumes.map((volume) => ({ ...volume, type: 'volume' as const })),
    ].filter(({ type, name }) => !resources.has(`${type}/${name}`))
    const next = (at: number) => {
      if (at === missing.length) {
        done([])
        return
      }
      const { type, name, driver } = missing[at]
      createThing(
        (requests, answer) =>
          type === 'network'
            ? requests.createNetwork(name, driver, answer)
            : requests.createVolume(name, answer),
        (error) => {
          if (error !== '') {
            done([error])
            return
          }
          resources.add(`${type}/${name}`)
          next(at + 1)
        },
      )
    }
    next(0)
  }

  /** Asked for, but docker-compose gave up before it came to it. */
  function leaveOut({ name, service, config }: ComposeContainer): void {
    if (primary()?.knows(name)) return
    const slot = context.addSlot({ service, name, config })
    slotsByName.set(name, [...(slotsByName.get(name) ?? []), slot])
    context.emit('slot.asked', slot)
    const why = 'docker-compose stopped at a service that failed before this one'
    context.emit('slot.unplaced', slot, context.text(why))
  }

  function composeScale(
    action: Extract<Action, { type: 'compose.scale' }>,
    done: (errors: readonly string[]) => void,
  ): void {
    const wanted = new Set(action.containers.map(({ name }) => name))
    const prefix = `${action.project}_${action.service}_`
    const surplus = [...(projects.get(action.project) ?? [])].filter(
      (name) => name.startsWith(prefix) && !wanted.has(name),
    )
    const ups = action.containers.map(
      (container) => (ready: (error: string) => void) => bringUp(action.project, container, ready),
    )
    const downs = surplus.map(
      (name) => (ready: (error: string) => void) => takeDown(action.project, name, ready),
    )
    inParallel([...ups, ...downs], done)
  }

  function takeDown(project: string, name: string, done: (error: string) => void): void {
    projects.get(project)?.delete(name)
    if (!primary()?.knows(name)) {
      dropWaiting(name)
      done('')
      return
    }
    change(name, { type: 'stop' }, (error) => {
      if (error !== '') done(error)
      else change(name, { type: 'remove', force: false }, done)
    })
  }

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
          composeUp(action, done)
          break
        case 'compose.scale':
          composeScale(action, done)
          break
        case 'compose.down': {
          const names = [...(projects.get(action.project) ?? [])]
          inParallel(
            names.map(
              (name) => (ready: (error: string) => void) => takeDown(action.project, name, ready),
            ),
            done,
          )
          break
        }
      }
    },
  }

  function createThing(
    create: (requests: Requests, answer: (error: string) => void) => void,
    done: (error: string) => void,
  ): void {
    const requests = primary()
    if (requests) create(requests, done)
    else done(whyNoManager())
  }
}

type ChangeAction = `container.${'start' | 'stop' | 'kill' | 'pause' | 'unpause'}`

function changeOf(type: ChangeAction): 'start' | 'stop' | 'kill' | 'pause' | 'unpause' {
  // The part after the dot is the request's own name.
  return type.slice('container.'.length) as 'start' | 'stop' | 'kill' | 'pause' | 'unpause'
}

function groupByService(containers: readonly ComposeContainer[]): ComposeContainer[][] {
  const groups = new Map<string, ComposeContainer[]>()
  for (const container of containers) {
    const group = groups.get(container.service)
    if (group) group.push(container)
    else groups.set(container.service, [container])
  }
  return [...groups.values()]
}

/** `registry/user/redis:3.0` gives `redis`. */
function baseName(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).split(/[:@]/)[0] || 'container'
}
