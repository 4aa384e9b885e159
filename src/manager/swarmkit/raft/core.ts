/**
 * What the parts of the group share: its members, what is due, where in the order of things it
 * stands, and the way out for news. News and callbacks wait until an event has been dealt with, so
 * that whoever hears them may ask the group for something at once.
 */
import type { Due, Place } from './agenda.ts'
import type { Member } from './member.ts'
import type { RaftLink, RaftNews, RaftSettings } from './settings.ts'

export interface Core {
  readonly seed: string
  readonly settings: RaftSettings
  /** Whether beats between healthy members are events too. */
  readonly everyBeat: boolean
  readonly members: readonly Member[]
  /** What is being dealt with: all before it is over, all after it is still to come. */
  readonly position: Place
  linkOf(from: number, to: number): RaftLink | undefined
  /** Since when messages get through from one to the other; undefined when they do not. */
  reachableSinceUs(from: number, to: number): number | undefined
  push(due: Due): void
  /** Counts the messages that are no beats. */
  nextSequence(): number
  tell(news: RaftNews): void
  call(callback: () => void): void
  /** This member has changed: what it waits for is to be worked out anew. */
  touch(member: Member): void
}
