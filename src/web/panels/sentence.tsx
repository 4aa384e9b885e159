/** The sentence that says what is happening, to the eye and to the ear. */
import { useEffect, useRef, useState } from 'react'
import { plainSentence } from '../../projection/harbour-sentence.ts'
import { useIsPlaying, useWorkbench } from '../state/workbench-react.ts'
import { useSentence } from './moment.ts'

export function Sentence() {
  const phrases = useSentence()
  return (
    <p className="sentence">
      {phrases.map(({ text, tone }, index) => (
        // Phrases have no identity beyond their place in the sentence.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={index} className={`tone-${tone}`}>
          {text}
        </span>
      ))}
    </p>
  )
}

/** A screen reader hears the sentence at most this often. */
const spokenEveryMs = 2_000
/** Faster than this it would only interrupt itself. */
const spokenSpeedMax = 4

/** The polite live region. */
export function Spoken() {
  const text = plainSentence(useSentence())
  const isPlaying = useIsPlaying()
  const speed = useWorkbench((context) => context.speed)
  const isSilent = isPlaying && speed > spokenSpeedMax
  const [spoken, setSpoken] = useState('')
  const lastMs = useRef(0)
  useEffect(() => {
    if (isSilent || text === spoken) return
    const waitMs = Math.max(0, spokenEveryMs - (performance.now() - lastMs.current))
    const timer = setTimeout(() => {
      lastMs.current = performance.now()
      setSpoken(text)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [text, spoken, isSilent])
  return (
    <div className="for-ears" aria-live="polite">
      {spoken}
    </div>
  )
}
