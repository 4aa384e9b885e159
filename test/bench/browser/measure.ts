/** What is measured inside of the page: frames while something moves, and single steps. */
import type { Page } from 'playwright-core'

export interface Distribution {
  readonly min: number
  readonly mean: number
  readonly median: number
  readonly p95: number
  readonly count: number
}

export function distributionOf(values: readonly number[]): Distribution {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { min: at(0), mean, median: at(0.5), p95: at(0.95), count: sorted.length }
}

/** Time from frame to frame, in milliseconds, while the page does what it does. */
export function frameTimes(page: Page, durationMs: number): Promise<number[]> {
  return page.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        const startMs = performance.now()
        let lastMs = startMs
        const frame = (nowMs: number) => {
          times.push(nowMs - lastMs)
          lastMs = nowMs
          if (performance.now() - startMs < length) requestAnimationFrame(frame)
          else resolve(times.slice(1))
        }
        requestAnimationFrame(frame)
      }),
    durationMs,
  )
}

/**
 * From pressing Enter in the time field until the frame that shows the moment has been handed to
 * the browser: two frames later at most, of which one is waited for anyway.
 */
export async function jumpTime(page: Page, time: string): Promise<number> {
  const field = page.locator('.time-field input')
  await field.fill(time)
  return field.evaluate(
    (input) =>
      new Promise<number>((resolve) => {
        const startMs = performance.now()
        ;(input as HTMLInputElement).form?.requestSubmit()
        requestAnimationFrame(() => {
          // A message comes after the frame has been painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - startMs)
          port2.postMessage(undefined)
        })
      }),
  )
}

/** Turns the wheel over the middle of the harbour on every frame: in with negative steps. */
export async function wheelTimes(page: Page, steps: readonly number[]): Promise<number[]> {
  const { x, y, width, height } = (await page.locator('.water').boundingBox()) ?? {
    ...{ x: 0, y: 0, width: 2, height: 2 },
  }
  return page.evaluate(
    ({ deltas, clientX, clientY }) =>
      new Promise<number[]>((resolve) => {
        const target = document.elementFromPoint(clientX, clientY) ?? document.body
        const times: number[] = []
        let lastMs = performance.now()
        let step = 0
        const frame = (nowMs: number) => {
          times.push(nowMs - lastMs)
          lastMs = nowMs
          if (step === deltas.length) {
            resolve(times.slice(2))
            return
          }
          const deltaY = deltas[step++]
          const options = { clientX, clientY, deltaY, bubbles: true, cancelable: true }
          target.dispatchEvent(new WheelEvent('wheel', options))
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    { deltas: steps, clientX: x + width / 2, clientY: y + height / 2 },
  )
}

/** Drags the harbour from left to right and back, one move a frame. */
export async function panTimes(page: Page, frames: number): Promise<number[]> {
  const box = await page.locator('.water').boundingBox()
  if (box === null) return []
  return page.evaluate(
    ({ left, top, width, count }) =>
      new Promise<number[]>((resolve) => {
        const target = document.elementFromPoint(left, top) ?? document.body
        const send = (type: string, clientX: number) =>
          target.dispatchEvent(
            new PointerEvent(type, {
              ...{ clientX, clientY: top, pointerId: 1, pointerType: 'mouse', isPrimary: true },
              ...{ button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1 },
              ...{ bubbles: true, cancelable: true },
            }),
          )
        const times: number[] = []
        let lastMs = performance.now()
        let step = 0
        const frame = (nowMs: number) => {
          times.push(nowMs - lastMs)
          lastMs = nowMs
          if (step === count) {
            send('pointerup', left)
            resolve(times.slice(2))
            return
          }
          send(step === 0 ? 'pointerdown' : 'pointermove', left + Math.sin(step++ / 9) * width)
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    {
      ...{ left: box.x + box.width / 2, top: box.y + box.height / 2 },
      ...{ width: box.width / 4, count: frames },
    },
  )
}
