/** Single keys of the compare view, outside of text fields and dialogs. */
import { useEffect, useRef } from 'react'
import { Workbench } from '../state/workbench-react.ts'

export function useCompareKeys(keys: Readonly<Record<string, () => void>>): void {
  const actor = Workbench.useActorRef()
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { hasKeys, dialog } = actor.getSnapshot().context
      const { target } = event
      const isTyping =
        target instanceof HTMLElement &&
        (target.isContentEditable || target.matches('input:not([type=range]), textarea, select'))
      const action = current.current[event.key]
      if (!hasKeys || dialog !== undefined || isTyping || action === undefined) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [actor])
}
