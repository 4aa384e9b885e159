/** Follows one pointer from where it went down, wherever it goes, until it is up. */

interface DragListener {
  /** @param x how far it went sideways, in pixels of the page */
  onMoved(x: number, event: PointerEvent): void
  onReleased(hasMoved: boolean): void
  onCancelled(): void
}

/** A drag shorter than this, in pixels, is a click. */
const dragMin = 3

export function followDrag(down: PointerEvent, listener: DragListener): void {
  const { pointerId, clientX } = down
  const ended = new AbortController()
  const { signal } = ended
  let hasMoved = false
  const mine = (then: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === pointerId) then(event)
  }
  const end = (then: () => void) => {
    ended.abort()
    then()
  }
  const move = mine((event) => {
    const x = event.clientX - clientX
    hasMoved ||= Math.abs(x) >= dragMin
    if (hasMoved) listener.onMoved(x, event)
  })
  const up = mine(() => end(() => listener.onReleased(hasMoved)))
  const cancel = mine(() => end(() => listener.onCancelled()))
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end(() => listener.onCancelled())
  }
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointerup', up, { signal })
  window.addEventListener('pointercancel', cancel, { signal })
  window.addEventListener('keydown', key, { signal, capture: true })
}
