/** A branch's name while it is being written: Enter keeps it, Esc does not. */
import { useEffect, useRef } from 'react'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'

interface NameProps {
  readonly run: LoadedRun
  readonly index: number
  readonly onDone: () => void
}

export function RailName({ run, index, onDone }: NameProps) {
  const send = useSend()
  const field = useRef<HTMLInputElement>(null)
  const isLeft = useRef(false)
  useEffect(() => field.current?.select(), [])
  const keep = () => {
    if (isLeft.current) return
    isLeft.current = true
    send({ type: 'run.renamed', index, label: field.current?.value ?? '' })
    onDone()
  }
  return (
    <input
      ref={field}
      className="rail-name"
      aria-label={`Name of ${run.label}`}
      defaultValue={run.label}
      maxLength={60}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key !== 'Escape') return
        // Only the name is left, not the view behind it.
        event.preventDefault()
        isLeft.current = true
        onDone()
      }}
    />
  )
}
