/**
 * The hands of a question about a time, over the lanes: each choice is a stretch of the axis, and its
 * column is as high as its share. The panel says the same in words.
 */
import { handsIn, shareOf } from './hands.ts'
import type { AskedQuestion } from './use-lesson.ts'

interface HandsLanesProps {
  readonly question: AskedQuestion
  readonly top: number
  readonly placeOf: (timeUs: number) => number
}

export function HandsLanes({ question, top, placeOf }: HandsLanesProps) {
  const { scene, hands } = question
  if (scene.question.type !== 'when' || handsIn(hands) === 0) return null
  const edges = [scene.atUs, ...scene.question.boundsUs, scene.horizonUs].map(placeOf)
  return (
    <div className="hands-lanes" style={{ top }} aria-hidden="true">
      {edges.slice(1).map((right, key) => (
        <i key={right} style={{ left: edges[key], width: right - edges[key] }}>
          <b>{hands[key] ?? 0}</b>
          <i style={{ height: `${40 * shareOf(hands, key)}%` }} />
        </i>
      ))}
    </div>
  )
}
