/**
 * The address bar: what it says is opened, at first and when it is changed by hand, and it follows
 * what the page shows. It is written when the page comes to rest, not on every frame.
 */
import { useEffect } from 'react'
import { openFirst } from '../input/session.ts'
import type { Problem } from '../run/protocol.ts'
import { Workbench } from '../state/workbench-react.ts'
import { AddressError, parseAddress, type ReadAddress } from './address.ts'
import { addressOf } from './address-of.ts'
import { compareServed, restore, restoreFirst, showView, type WorkbenchActor } from './restore.ts'

/** Browsers refuse a page that rewrites its address more than about three times a second. */
const restMs = 400

export function useAddress(): void {
  const actor = Workbench.useActorRef()
  useEffect(() => follow(actor), [actor])
}

function follow(actor: WorkbenchActor): () => void {
  let isRestoring = true
  let timer: ReturnType<typeof setTimeout> | undefined
  /** As it was written last: the page must not follow its own writing. */
  let written = location.hash

  const open = async (hash: string, isFirst: boolean) => {
    isRestoring = true
    try {
      await openHash(actor, hash, isFirst)
    } finally {
      isRestoring = false
      rest()
    }
  }
  const write = async () => {
    const { context } = actor.getSnapshot()
    const address = await addressOf(context, { isToSend: false })
    // It took a moment to ask: by now the page may show something else.
    if (isRestoring || actor.getSnapshot().context !== context) return
    written = typeof address === 'string' ? `#${address}` : ''
    if (location.hash !== written) {
      history.replaceState(null, '', written === '' ? location.pathname + location.search : written)
    }
  }
  const rest = () => {
    clearTimeout(timer)
    const snapshot = actor.getSnapshot()
    const isResting = snapshot.matches({ work: 'idle', playback: 'paused' })
    if (isRestoring || !isResting || snapshot.context.runs.length === 0) return
    timer = setTimeout(() => void write(), restMs)
  }
  const changed = () => {
    if (location.hash !== written) void open(location.hash, false)
  }

  const subscription = actor.subscribe(rest)
  addEventListener('hashchange', changed)
  void open(location.hash, true)
  return () => {
    clearTimeout(timer)
    subscription.unsubscribe()
    removeEventListener('hashchange', changed)
  }
}

async function openHash(actor: WorkbenchActor, hash: string, isFirst: boolean): Promise<void> {
  try {
    const isLesson = /[#&]lesson=/.test(hash)
    const read = isLesson ? undefined : parseAddress(hash)
    if (isLesson) {
      const { openScene } = await import('../lessons/lesson-host.tsx')
      await openScene(actor, hash)
    } else if (read === undefined) {
      if (isFirst) await openFirst(actor.send)
    } else if (await isOpen(actor, read)) showView(actor, read)
    else await restore(actor, read)
    if (isFirst) await compareServed(actor)
  } catch (error) {
    if (error instanceof AddressError && isFirst) await openInstead(actor)
    actor.send({ type: 'failed', problem: problemOf(error, isFirst) })
  }
}

/** Whether the run that the address means is the one that is shown: then nothing is computed. */
async function isOpen(actor: WorkbenchActor, { address }: ReadAddress): Promise<boolean> {
  const { context } = actor.getSnapshot()
  const shown = await addressOf(context, { isToSend: false })
  // Whatever an address without a lesson means, it does not mean the lesson that is open.
  if (context.lesson !== undefined || typeof shown !== 'string') return false
  const open = parseAddress(shown)?.address
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return (
    open !== undefined &&
    isSame([open.source, open.seed], [address.source, address.seed]) &&
    isSame(
      [open.forks, open.beside, open.isSwapped ?? false],
      [address.forks, address.beside, address.isSwapped ?? false],
    )
  )
}

/** Nobody is left before an empty page because of a bad link. */
async function openInstead(actor: WorkbenchActor): Promise<void> {
  try {
    await restoreFirst(actor)
  } catch {
    // The message about the address stands; a second one would cover it.
  }
}

function problemOf(error: unknown, isFirst: boolean): Problem {
  const said = error instanceof Error ? error.message : String(error)
  if (!(error instanceof AddressError)) {
    return { title: 'The first scenario could not be read', issues: [], message: said }
  }
  const kept = isFirst
    ? 'What opens without an address is shown instead; Open… lists the scenarios.'
    : 'What was open is still here; Open… lists the scenarios.'
  return {
    title: 'The address could not be opened',
    issues: [],
    message: `${said} ${kept}`,
    isRemark: true,
  }
}
