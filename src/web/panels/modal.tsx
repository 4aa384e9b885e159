import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useSend } from '../state/workbench-react.ts'

/** The browser's own dialog keeps the focus inside and gives it back. */
export function Modal({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  const element = useRef<HTMLDialogElement>(null)
  const send = useSend()
  useEffect(() => {
    element.current?.showModal()
  }, [])
  return (
    <dialog
      ref={element}
      aria-label={title}
      onClose={() => send({ type: 'dialog', dialog: undefined })}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="close" onClick={() => element.current?.close()}>
          Close
        </button>
      </header>
      <Suspense fallback={null}>{children}</Suspense>
    </dialog>
  )
}
