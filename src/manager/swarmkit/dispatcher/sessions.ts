/**
 * The sessions of workers and their heartbeats. The manager draws a wait for each beat and answers with
 * it; if three times that wait passes without the next beat, the node is down. Beats of a healthy node
 * are no events: the last one is found when the node falls silent.
 */
import type { Renewal } from '../../../sim/renewal.ts'
import type { NodeObject } from '../store/objects.ts'
import type { Term } from '../term.ts'

export interface Sessions {
  /** The worker has registered: its first beat comes at once. */
  open(node: NodeObject): void
  /** No session, but it may still come within this time. */
  expect(node: NodeObject, graceUs: number, expired: () => void): void
  has(node: NodeObject): boolean
  /** No beat comes from now on. */
  silence(node: NodeObject): void
  /** Beats come again: the one that was due meanwhile at once. False when the session has ended. */
  resume(node: NodeObject): boolean
  /** When the first beat is due that does not come; undefined for a session that has no beats. */
  nextBeatUs(node: NodeObject): number | undefined
  close(node: NodeObject): void
}

interface Session {
  beats: Renewal | undefined
  openedUs: number
  isSilent: boolean
  /** When it fell silent, and how often that happened: the end that follows is void if it resumes. */
  silentUs: number
  silences: number
  /** When it ends if no other beat comes; only kept where every beat is an event. */
  endUs: number
}

export interface SessionOptions {
  readonly term: Term
  readonly everyBeat: boolean
  readonly expired: (node: NodeObject) => void
}

export function createSessions({ term, everyBeat, expired }: SessionOptions): Sessions {
  /** By index of the node. */
  const sessions: (Session | undefined)[] = []
  /** Counts a node's sessions: each has beats of its own. */
  const opened = new Map<NodeObject, number>()

  function end(node: NodeObject, session: Session, callback: () => void): void {
    // Another session, or none any more: not this one's affair.
    if (sessions[node.index] !== session) return
    sessions[node.index] = undefined
    callback()
  }

  /** The last beat at or before now, and when the next would be. */
  function expireAfter(node: NodeObject, session: Session, beats: Renewal): void {
    const nowUs = term.nowUs()
    const lastUs = beats.lastUntil(nowUs) ?? session.openedUs
    const waitUs = beats.nextAfter(nowUs) - lastUs
    const { silences } = session
    term.at(lastUs + waitUs * term.settings.graceMultiplier, () => {
      if (session.silences === silences) end(node, session, () => expired(node))
    })
  }

  /** The long way: an event per beat, and each puts off the end. */
  function beat(node: NodeObject, session: Session, beats: Renewal): void {
    // Beats of before a silence in which one was missed are void.
    if (sessions[node.index] !== session || session.isSilent || session.beats !== beats) return
    const nowUs = term.nowUs()
    const waitUs = beats.nextAfter(nowUs) - nowUs
    const endUs = nowUs + waitUs * term.settings.graceMultiplier
    session.endUs = endUs
    term.at(endUs, () => {
      if (session.endUs === endUs) end(node, session, () => expired(node))
    })
    term.at(nowUs + waitUs, () => beat(node, session, beats))
  }

  function beatsOf(node: NodeObject, count: number): Renewal {
    return term.chance.heartbeats(`${node.id}/${term.number}/${count}`, term.nowUs())
  }

  return {
    open(node) {
      const count = (opened.get(node) ?? 0) + 1
      opened.set(node, count)
      const nowUs = term.nowUs()
      const beats = beatsOf(node, count)
      const session = newSession(beats, nowUs)
      sessions[node.index] = session
      if (everyBeat) beat(node, session, beats)
    },
    expect(node, graceUs, callback) {
      const session = newSession(undefined, term.nowUs())
      sessions[node.index] = session
      term.after(graceUs, () => end(node, session, callback))
    },
    has(node) {
      return sessions[node.index]?.beats !== undefined
    },
    silence(node) {
      const session = sessions[node.index]
      if (session === undefined || session.isSilent || session.beats === undefined) return
      session.isSilent = true
      session.silentUs = term.nowUs()
      session.silences++
      if (everyBeat) return
      expireAfter(node, session, session.beats)
    },
    nextBeatUs: (node) => sessions[node.index]?.beats?.nextAfter(term.nowUs()),
    resume(node) {
      const session = sessions[node.index]
      if (session?.beats === undefined || !session.isSilent) return session?.beats !== undefined
      session.isSilent = false
      session.silences++
      const nowUs = term.nowUs()
      if (session.beats.nextAfter(session.silentUs) > nowUs) {
        // No beat was missed. Where each is an event, the next one is under way already.
        return true
      }
      const count = (opened.get(node) ?? 0) + 1
      opened.set(node, count)
      session.beats = beatsOf(node, count)
      session.openedUs = nowUs
      if (everyBeat) beat(node, session, session.beats)
      return true
    },
    close(node) {
      sessions[node.index] = undefined
    },
  }
}

function newSession(beats: Renewal | undefined, openedUs: number): Session {
  const isSilent = beats === undefined
  return { beats, openedUs, isSilent, silentUs: openedUs, silences: 0, endUs: -1 }
}
