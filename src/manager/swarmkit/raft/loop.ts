/**
 * Runs the group: deals with what is due, one thing at a time and in the agenda's order, works out
 * what the members wait for next, and lets the news out. The outer clock wakes it for the next thing.
 */
import { createStream } from '../../../sim/random.ts'
import { Agenda, type Due, kinds, type Place } from './agenda.ts'
import { applyCommitted } from './applying.ts'
import type { Core } from './core.ts'
import { deliver } from './delivery.ts'
import { createMember, isUp, type Member, nobody, ticksNow } from './member.ts'
import { createNetwork } from './network.ts'
import { tryQuiet } from './quiet.ts'
import type { RaftClock, RaftLinks, RaftNews, RaftSettings } from './settings.ts'
import { arm, tick } from './ticks.ts'

export interface RaftGroupOptions {
  readonly seed: string
  /** Of everybody who can ever be a member. */
  readonly names: readonly string[]
  readonly settings: RaftSettings
  readonly clock: RaftClock
  readonly links: RaftLinks
  news(news: RaftNews): void
  /** Every tick and beat is an event. The same happens, only more slowly. */
  readonly everyBeat?: boolean
}

export interface RaftLoop {
  readonly core: Core
  /** Does something now, after everything that is due by now, with all that follows at once. */
  enter<T>(act: () => T): T
  /** Looks at links and processes again: everybody may have something else to wait for. */
  networkChanged(): void
  linksChanged(): void
}

export function createRaftLoop(options: RaftGroupOptions): RaftLoop {
  const { seed, names, settings, clock } = options
  const members = names.map((name, index) =>
    createMember(index, name, createStream(seed, `raft/timeout/${name}`)),
  )
  const network = createNetwork(members, options.links)
  const agenda = new Agenda()
  const touched = new Set<Member>()
  const outbox = createOutbox()
  let position: Place = afterAll(clock.nowUs())
  let sequence = 0
  let wakeUs = Number.POSITIVE_INFINITY

  const core: Core = {
    seed,
    settings,
    everyBeat: options.everyBeat ?? false,
    members,
    get position() {
      return position
    },
    linkOf: network.linkOf,
    reachableSinceUs: network.reachableSinceUs,
    push: (due) => agenda.push(due),
    nextSequence: () => ++sequence,
    tell: (news) => outbox.add(() => options.news(news)),
    call: outbox.add,
    touch: (member) => touched.add(member),
  }

  function runDue(): void {
    const nowUs = clock.nowUs()
    for (let due = agenda.peek(); due && due.timeUs <= nowUs; due = agenda.peek()) {
      agenda.pop()
      position = due
      handle(core, due)
      settle(core, touched)
      outbox.flush()
    }
    position = afterAll(nowUs)
  }

  function schedule(): void {
    const next = agenda.peek()
    if (next === undefined || next.timeUs >= wakeUs) return
    const { timeUs } = next
    wakeUs = timeUs
    clock.at(timeUs, () => {
      // An earlier call came in between, and has seen to the next one.
      if (timeUs !== wakeUs) return
      wakeUs = Number.POSITIVE_INFINITY
      runDue()
      schedule()
    })
  }

  network.read()
  return {
    core,
    enter(act) {
      runDue()
      const result = act()
      settle(core, touched)
      outbox.flush()
      schedule()
      return result
    },
    networkChanged() {
      network.note(clock.nowUs())
      for (const member of members) touched.add(member)
    },
    linksChanged() {
      network.read()
    },
  }
}

function handle(core: Core, { message, to }: Due): void {
  const member = core.members[to]
  if (message) {
    core.touch(member)
    deliver(core, message)
    return
  }
  // A tick of a clock that stopped since, or one for which an earlier event came.
  if (!isUp(member) || member.alarmTick !== ticksNow(core, member)) return
  member.alarmTick = Number.POSITIVE_INFINITY
  core.touch(member)
  tick(core, member)
}

/** Whoever has changed applies what is committed, may be quiet now, and may wait for something else. */
function settle(core: Core, touched: Set<Member>): void {
  if (touched.size === 0) return
  for (const member of touched) applyCommitted(core, member)
  for (const member of [...touched]) {
    const { leader } = member
    if (leader === nobody) continue
    if (leader !== member.index) tryQuiet(core, core.members[leader], member)
    else for (const other of member.config) tryQuiet(core, member, core.members[other])
    touched.add(core.members[leader])
  }
  for (const member of touched) arm(core, member)
  touched.clear()
}

function afterAll(timeUs: number): Place {
  return { timeUs, kind: kinds.afterAll, to: 0, from: 0, sequence: 0 }
}

interface Outbox {
  add(callback: () => void): void
  flush(): void
}

/** What is called may come back to the group, which then calls what is left first. */
function createOutbox(): Outbox {
  let waiting: (() => void)[] = []
  let next = 0
  return {
    add: (callback) => waiting.push(callback),
    flush() {
      while (next < waiting.length) waiting[next++]()
      waiting = []
      next = 0
    },
  }
}
