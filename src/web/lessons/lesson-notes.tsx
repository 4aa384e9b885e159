/** Notes for whoever presents, in a window of their own that can lie on another screen. */
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { lessonActor } from './lesson-machine.ts'
import { RichText } from './rich-text.tsx'
import type { Shown } from './use-lesson.ts'

export function LessonNotes({ shown }: { readonly shown: Shown }) {
  const [other, setOther] = useState<Window>()
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    const opened = window.open('', 'reberth-notes', 'width=560,height=640')
    if (opened === null) {
      setRefused(true)
      return
    }
    opened.document.title = 'Notes · Reberth'
    opened.document.body.style.cssText =
      'margin:24px;font:20px/1.45 "IBM Plex Sans",system-ui,sans-serif;color:#14202a;background:#fbfaf6'
    const closed = () => lessonActor.send({ type: 'notes.closed' })
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'PageDown') lessonActor.send({ type: 'next' })
      if (event.key === 'PageUp') lessonActor.send({ type: 'back' })
    }
    opened.addEventListener('pagehide', closed)
    opened.addEventListener('keydown', pressed)
    setOther(opened)
    return () => {
      opened.removeEventListener('pagehide', closed)
      opened.close()
    }
  }, [])
  if (isRefused) {
    return (
      <p className="notes-refused" role="alert">
        The browser refused a second window. Allow pop-ups for this page, then press N again.
      </p>
    )
  }
  if (other === undefined) return null
  return createPortal(<Notes shown={shown} />, other.document.body)
}

function Notes({ shown }: { readonly shown: Shown }) {
  const { opened, index, scene } = shown
  const next = opened.lesson.scenes[index + 1]
  return (
    <main>
      <p>
        scene {index + 1} of {opened.lesson.scenes.length}
      </p>
      <h1 style={{ fontSize: '1.2em' }}>
        {scene.type === 'predict' ? scene.asks : opened.lesson.name}
      </h1>
      {scene.notes === '' ? <p>No notes for this scene.</p> : <RichText text={scene.notes} />}
      {next !== undefined && (
        <p style={{ borderTop: '1px solid #bfc5c4', paddingTop: 12, color: '#42505a' }}>
          Next: {next.type}
          {next.type === 'predict' ? `: ${next.asks}` : ''}
        </p>
      )}
    </main>
  )
}
