/** The lessons to choose from, with how far each was taken in this browser. */
import { useEffect, useState } from 'react'
import { useSend } from '../state/workbench-react.ts'
import { type OpenedLesson, readLessons } from './lesson-library.ts'
import { closedStage } from './lesson-place.ts'
import { type Progress, readProgress } from './progress.ts'

export default function LessonGallery() {
  const [lessons, setLessons] = useState<readonly OpenedLesson[]>()
  const [problem, setProblem] = useState('')
  const send = useSend()
  const progress = readProgress()
  useEffect(() => {
    readLessons().then(setLessons, (error: Error) => setProblem(error.message))
  }, [])
  const open = (path: string) => {
    send({ type: 'dialog', dialog: undefined })
    send({ type: 'lesson', lesson: closedStage(path) })
  }
  return (
    <>
      <p className="quiet">
        A lesson tells, asks what will happen next, runs it, and says why it came so. Nothing is
        scored; your place is kept in this browser only.
      </p>
      {problem !== '' && <p role="alert">The lessons cannot be read: {problem}</p>}
      <ul className="gallery">
        {lessons?.map(({ path, lesson }) => (
          <li key={path}>
            <button type="button" onClick={() => open(path)}>
              <b>{lesson.name}</b>
              <span>{lesson.about}</span>
              <span>
                {lesson.minutes} minutes · {lesson.scenes.length} scenes
                {placeInWords(progress[path])}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function placeInWords(progress: Progress | undefined): string {
  if (progress === undefined) return ''
  return progress.isDone ? ' · taken to the end' : ` · goes on at scene ${progress.index + 1}`
}
