/** What the page knows of its screen: sizes of elements, and whether it is a phone. */
import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react'

const phoneQuery = '(max-width: 899.98px)'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

export function useIsPhone(): boolean {
  return useMedia(phoneQuery)
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** The element's inner size, in whole pixels; zero until it is in the page. */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () =>
      setSize((last) => {
        const { clientWidth: width, clientHeight: height } = element
        return last.width === width && last.height === height ? last : { width, height }
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
