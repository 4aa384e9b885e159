/** A group of managers m0, m1, ... with a clock and links of its own, and everything it tells. */
import {
  createRaftGroup,
  type RaftGroup,
  type RaftLink,
  type RaftNews,
  type RaftSettings,
  raftDefaults,
} from '../../../../src/manager/swarmkit/raft/index.ts'

export const second = 1_000_000

export interface Told {
  readonly timeUs: number
  readonly news: RaftNews
}

export interface Play {
  readonly group: RaftGroup
  readonly told: Told[]
  /** How often the outer clock was needed. */
  readonly wakes: () => number
  nowUs(): number
  run(untilSeconds: number): void
  /** Lets time pass until the condition holds after a wake; fails at this time. */
  runUntil(condition: () => boolean, untilSeconds: number): void
  at(seconds: number, act: () => void): void
  /** One direction. */
  setLink(from: number, to: number, link: Partial<RaftLink> | undefined): void
  /** Both directions between the member and these others; all others if none are named. */
  cut(member: number, others?: readonly number[]): void
  heal(): void
  /** 'open', then 'committed' or the reason for which it was dropped. */
  propose(member: number): { outcome: string }
  callbacks(): { outcome: string; committed(): void; dropped(reason: string): void }
  all<Type extends RaftNews['type']>(type: Type): (RaftNews & { type: Type })[]
}

export interface PlayOptions {
  readonly seed?: string
  readonly size?: number
  readonly names?: number
  readonly settings?: Partial<RaftSettings>
  readonly everyBeat?: boolean
  readonly delayUs?: number
  readonly inspect?: (group: RaftGroup, timeUs: number) => void
}

export function play(options: PlayOptions = {}): Play {
  const { size = 3, delayUs = 1000, seed = '1' } = options
  const names = Array.from({ length: options.names ?? size }, (_, index) => `m${index}`)
  const links = names.map(() => names.map((): RaftLink | undefined => ({ delayUs, loss: 0 })))
  const clock = createClock()
  const told: Told[] = []
  const group = createRaftGroup({
    seed,
    names,
    settings: { ...raftDefaults, ...options.settings },
    clock,
    links: { link: (from, to) => links[from][to] },
    news: (news) => told.push({ timeUs: clock.nowUs(), news }),
    everyBeat: options.everyBeat ?? false,
  })
  if (size > 0) group.bootstrap(0, [...Array(size).keys()])

  function step(untilUs: number): boolean {
    if (!clock.step(untilUs)) return false
    options.inspect?.(group, clock.nowUs())
    return true
  }

  function callbacks() {
    const waiting = {
      outcome: 'open',
      committed: () => settle('committed'),
      dropped: (reason: string) => settle(reason),
    }
    function settle(outcome: string) {
      if (waiting.outcome !== 'open') throw new Error(`${waiting.outcome}, then ${outcome}`)
      waiting.outcome = outcome
    }
    return waiting
  }

  function setLink(from: number, to: number, link: Partial<RaftLink> | undefined): void {
    links[from][to] = link && { delayUs, loss: 0, ...link }
  }

  return {
    group,
    told,
    wakes: clock.steps,
    nowUs: clock.nowUs,
    run(untilSeconds) {
      while (step(untilSeconds * second));
      clock.moveTo(untilSeconds * second)
    },
    runUntil(condition, untilSeconds) {
      while (!condition()) if (!step(untilSeconds * second)) throw new Error('it never happened')
    },
    at: (seconds, act) => clock.at(Math.round(seconds * second), act),
    setLink(from, to, link) {
      setLink(from, to, link)
      group.linksChanged()
    },
    cut(member, others = [...names.keys()]) {
      for (const other of others) {
        if (other === member) continue
        setLink(member, other, undefined)
        setLink(other, member, undefined)
      }
      group.linksChanged()
    },
    heal() {
      for (const from of names.keys()) for (const to of names.keys()) setLink(from, to, {})
      group.linksChanged()
    },
    propose(member) {
      const waiting = callbacks()
      group.propose(member, waiting)
      return waiting
    },
    callbacks,
    all<Type extends RaftNews['type']>(type: Type) {
      const isOfType = (news: RaftNews): news is RaftNews & { type: Type } => news.type === type
      return told.map(({ news }) => news).filter(isOfType)
    },
  }
}

function createClock() {
  const waiting: { timeUs: number; act: () => void }[] = []
  let nowUs = 0
  let steps = 0
  return {
    nowUs: () => nowUs,
    steps: () => steps,
    at(timeUs: number, act: () => void) {
      if (timeUs < nowUs) throw new Error(`${timeUs} is over`)
      let at = waiting.length
      while (at > 0 && waiting[at - 1].timeUs > timeUs) at--
      waiting.splice(at, 0, { timeUs, act })
    },
    step(untilUs: number): boolean {
      const [next] = waiting
      if (next === undefined || next.timeUs > untilUs) return false
      waiting.shift()
      nowUs = next.timeUs
      steps++
      next.act()
      return true
    },
    moveTo(timeUs: number) {
      nowUs = timeUs
    },
  }
}
