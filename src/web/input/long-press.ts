/**
 * A finger that rests on something asks for its menu, as the right button of a mouse does. Some browsers
 * say so themselves; for all others the page does.
 */
import { useEffect } from 'react'
import { swallowClick } from './swallow-click.ts'

/** As long as systems wait. */
const restMs = 500
/** A finger that moves more wants to scroll. */
const restMax = 10

/** Where there are menus. */
const places = '.picture, .manifest, .rails'

export function useLongPress(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let from = { x: 0, y: 0 }
    let isHeld = false
    const stop = () => clearTimeout(timer)
    const down = (event: PointerEvent) => {
      stop()
      isHeld = false
      const { target, clientX, clientY } = event
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      if (!(target instanceof Element) || target.closest(places) === null) return
      from = { x: clientX, y: clientY }
      timer = setTimeout(() => {
        isHeld = true
        const menu = { bubbles: true, cancelable: true, clientX, clientY }
        target.dispatchEvent(new MouseEvent('contextmenu', menu))
      }, restMs)
    }
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > restMax) stop()
    }
    const up = () => {
      stop()
      if (isHeld) swallowClick()
      isHeld = false
    }
    // The browser was first.
    const menu = (event: MouseEvent) => {
      if (event.isTrusted && isHeld) event.preventDefault()
      stop()
    }
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', stop)
    document.addEventListener('contextmenu', menu, { capture: true })
    return () => {
      stop()
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', stop)
      document.removeEventListener('contextmenu', menu, { capture: true })
    }
  }, [])
}
