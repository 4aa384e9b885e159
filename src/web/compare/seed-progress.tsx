/** How far the seeds are: rate, and how long the rest takes. */
import { useRef } from 'react'
import { formatDuration } from '../../model/format.ts'

interface ProgressProps {
  readonly done: number
  readonly wanted: number
  readonly onStop: () => void
}

export function SeedProgress({ done, wanted, onStop }: ProgressProps) {
  const start = useRef({ done, ms: performance.now() })
  const elapsedS = (performance.now() - start.current.ms) / 1000
  const rate = (done - start.current.done) / elapsedS
  const left = rate > 0 ? formatDuration(((wanted - done) / rate) * 1_000_000) : ''
  return (
    <p className="seed-progress">
      <progress max={wanted} value={done} aria-label="Seeds that were run" /> {done} of {wanted}{' '}
      seeds{rate > 0 && `, ${rate.toFixed(1)} a second, ${left} left`}{' '}
      <button type="button" onClick={onStop}>
        Stop
      </button>
    </p>
  )
}
