/** What was done in both runs, and what in one of them only, over the axis that they share. */
import { useMemo } from 'react'
import type { Happening } from '../../projection/timeline.ts'
import type { Pair } from './compare-machine.ts'

export interface Done extends Pick<Happening, 'timeUs' | 'text' | 'isFault'> {
  readonly in: 'both' | 'one' | 'other'
}

/** In the order of time. Equal is what has the same words at the same time. */
export function doneIn(one: readonly Happening[], other: readonly Happening[]): Done[] {
  const keyOf = ({ timeUs, text }: Happening) => `${timeUs} ${text}`
  const theirs = new Set(other.map(keyOf))
  const mine = new Set(one.map(keyOf))
  const done: Done[] = [
    ...one.map((happening) => ({
      ...happening,
      in: theirs.has(keyOf(happening)) ? ('both' as const) : ('one' as const),
    })),
    ...other
      .filter((happening) => !mine.has(keyOf(happening)))
      .map((happening) => ({ ...happening, in: 'other' as const })),
  ]
  return done.sort((left, right) => left.timeUs - right.timeUs)
}

interface HappensProps {
  readonly pair: Pair
  readonly x: (timeUs: number) => number
  readonly left: number
  readonly right: number
  readonly y: number
}

/** Condensed type is about this wide at its size. */
const characterWidth = 5.3
/** Marks nearer than this, in pixels, are one. */
const markMin = 5

export function Happens({ pair: { one, other }, x, left, right, y }: HappensProps) {
  const marks = useMemo(() => {
    const seen: (Done & { readonly at: number; readonly words: string })[] = []
    const done = doneIn(one.timeline.happenings, other.timeline.happenings)
    const places = done.map(({ timeUs }) => x(timeUs))
    for (const [index, happening] of done.entries()) {
      const at = places[index]
      const last = seen[seen.length - 1]
      if (last !== undefined && at - last.at < markMin && last.in === happening.in) continue
      const nextAt = places.slice(index + 1).find((place) => place - at >= markMin) ?? right
      const side = { both: '', one: ` (${one.label} only)`, other: ` (${other.label} only)` }[
        happening.in
      ]
      const words = `${happening.text}${side}`
      const most = Math.floor((nextAt - at - 14) / characterWidth)
      const fits = words.length <= most ? words : most > 6 ? `${words.slice(0, most - 1)}…` : ''
      seen.push({ ...happening, at, words: fits })
    }
    return seen
  }, [one, other, x, right])
  return (
    <>
      <text className="lane-name" x={left - 10} y={y + 8}>
        happens
      </text>
      {marks.map(({ at, words, timeUs, text, isFault, in: side }) => (
        <g
          key={`${timeUs} ${text} ${side}`}
          className={`happening ${side}${isFault ? ' fault' : ''}`}
        >
          <rect x={at - 3.5} y={y} width="7" height="7" />
          <text x={at + 7} y={y + 7.5}>
            {words}
          </text>
        </g>
      ))}
    </>
  )
}
