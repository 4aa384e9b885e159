/**
 * The way to an inspector in another window, as Stately's browser inspector goes it: the page opens the
 * window, the inspector says `@statelyai.connected`, and gets one message per event from then on.
 * Nothing leaves the page before that, and nothing goes to another origin than the one that was asked for.
 */
import type { InspectionEvent } from './inspection-event.ts'

export type WindowState =
  /** Opened; it has not said anything yet. */
  | { readonly type: 'waiting' }
  | { readonly type: 'connected' }
  /** It answers from elsewhere than it was opened at: that has to be agreed to. */
  | { readonly type: 'elsewhere'; readonly origin: string }
  | { readonly type: 'blocked' }
  | { readonly type: 'closed' }

export interface InspectorWindow {
  send(events: readonly InspectionEvent[]): void
  /** Where it is now is fine as well. */
  agree(): void
  close(): void
}

interface Listener {
  readonly onState: (state: WindowState) => void
  /** It is there, or there again after a reload: everything is to be told from the start. */
  readonly onConnected: () => void
}

/** A window that was closed says nothing; so often it is looked at. */
const lookEveryMs = 1_000

/** Called in a click: browsers open no window otherwise. */
export function openInspector(
  address: string,
  { onState, onConnected }: Listener,
): InspectorWindow {
  const target = window.open(address, 'xstateinspector')
  let origin = new URL(address, location.href).origin
  let last: WindowState = { type: 'waiting' }
  const become = (state: WindowState) => {
    last = state
    onState(state)
  }
  const heard = ({ source, data, origin: from }: MessageEvent<{ type?: unknown } | null>) => {
    if (source !== target || data?.type !== '@statelyai.connected') return
    if (from !== origin) {
      become({ type: 'elsewhere', origin: from })
      return
    }
    become({ type: 'connected' })
    onConnected()
  }
  const timer = setInterval(() => {
    if (target?.closed === true && last.type !== 'closed') become({ type: 'closed' })
  }, lookEveryMs)
  addEventListener('message', heard)
  become(target === null ? { type: 'blocked' } : last)
  return {
    send(events) {
      if (last.type !== 'connected') return
      for (const event of events) target?.postMessage(event, origin)
    },
    agree() {
      if (last.type !== 'elsewhere') return
      origin = last.origin
      become({ type: 'connected' })
      onConnected()
    },
    close() {
      clearInterval(timer)
      removeEventListener('message', heard)
      if (last.type === 'connected')
        target?.postMessage({ type: '@statelyai.disconnected' }, origin)
    },
  }
}
