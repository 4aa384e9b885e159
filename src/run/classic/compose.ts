/**
 * docker-compose 1.6 as a client of Swarm: projects, the order of services, and what it does when
 * one of them fails.
 */
import type { Requests } from '../../manager/classic/requests.ts'
import type { Action, ComposeContainer } from '../../model/action.ts'

type Errors = (errors: readonly string[]) => void
type UpAction = Extract<Action, { type: 'compose.up' }>

/** What docker-compose can ask the docker client to do. */
export interface ComposeTools {
  primary(): Requests | undefined
  run(
    wanted: { name: string; service: string; config: number; start: boolean },
    done: (error: string) => void,
  ): void
  change(
    target: string,
    wanted: Parameters<Requests['change']>[1],
    done: (error: string) => void,
  ): void
  createThing(
    create: (requests: Requests, answer: (error: string) => void) => void,
    done: (error: string) => void,
  ): void
  dropWaiting(name: string): void
  /** Asked for, but never tried. */
  leaveOut(container: ComposeContainer): void
}

export interface Compose {
  up(action: UpAction, done: Errors): void
  scale(action: Extract<Action, { type: 'compose.scale' }>, done: Errors): void
  down(action: Extract<Action, { type: 'compose.down' }>, done: Errors): void
}

export function createCompose(tools: ComposeTools): Compose {
  const { primary, run, change, createThing, dropWaiting, leaveOut } = tools
  /** Names of the containers of each project. */
  const projects = new Map<string, Set<string>>()
  /** Networks and volumes that an `up` made. */
  const resources = new Set<string>()

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
  function up(
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

  function scale(
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
    const gone = () => {
      projects.get(project)?.delete(name)
      done('')
    }
    const requests = primary()
    if (requests && !requests.knows(name)) {
      dropWaiting(name)
      gone()
      return
    }
    change(name, { type: 'stop' }, (stopError) => {
      if (stopError !== '') {
        done(stopError)
        return
      }
      change(name, { type: 'remove', force: false }, (error) => {
        if (error === '') gone()
        else done(error)
      })
    })
  }

  return {
    up,
    scale,
    down({ project }, done) {
      const names = [...(projects.get(project) ?? [])]
      inParallel(
        names.map((name) => (ready: (error: string) => void) => takeDown(project, name, ready)),
        done,
      )
    },
  }
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

function groupByService(containers: readonly ComposeContainer[]): ComposeContainer[][] {
  const groups = new Map<string, ComposeContainer[]>()
  for (const container of containers) {
    const group = groups.get(container.service)
    if (group) group.push(container)
    else groups.set(container.service, [container])
  }
  return [...groups.values()]
}
