/** Single keys, outside of text fields. What each does stands in `keyList`, which `?` shows. */
import { useEffect } from 'react'
import { faster, slower } from '../state/playback.ts'
import type { WorkbenchContext, WorkbenchEvent } from '../state/workbench-context.ts'
import { Workbench } from '../state/workbench-react.ts'

export const keyList: readonly (readonly [keys: string, does: string])[] = [
  ['Space', 'play, pause'],
  [', .', 'back, forward one fact'],
  ['< >', 'back, forward one fact, and a span grows with it; Enter zooms to it'],
  ['[ ]', 'back, forward one decision'],
  ['J j', 'back, forward one failure'],
  ['V v', 'back, forward one broken expectation'],
  ['k', 'bookmark this moment'],
  ['r', 'play as fast as it reads'],
  ['Home End', 'to the start, to the end'],
  ['− +', 'slower, faster'],
  ['1 2 3 4', 'show both, actual, believed, asked'],
  ['arrows', 'move in the harbour'],
  ['Enter', 'into a berth; open a box'],
  ['Shift+Enter', 'what can be done to a node'],
  ['Esc', 'out: a menu, a message, the inspector'],
  ['w n', 'why here: the last decision; why not there: node after node'],
  ['e', 'the election view, in swarm mode'],
  ['m', 'measure: memory, cpu, count'],
  ['t', 'tables'],
  ['o', 'open a scenario'],
  ['s', 'save as a scenario file'],
  ['F8', 'next problem in the editor'],
  ['Alt+↑ Alt+↓', 'in the editor: the event later, earlier'],
  ['y', 'copy the address of this moment'],
  ['b', 'the next branch'],
  ['F2', 'name this branch'],
  ['Delete', 'remove this branch'],
  ['Ctrl+Z', 'undo: the last change, or a removal'],
  ['Ctrl+Shift+Z', 'take back what was undone'],
  ['d', 'the next difference, while comparing'],
  ['x', 'only what differs, while comparing'],
  ['/', 'everything that can be done, by typing'],
  ['Ctrl+F', 'search: service:web state:failed'],
  ['g', 'the figures of the run'],
  ['Alt with + − 0', 'closer, further, the whole harbour'],
  ['z held', 'a lens under the pointer'],
  ['Shift and drag', 'draw a cut between berths'],
  [':', 'type a docker command'],
  ['PageDown PageUp', 'in a lesson: next, back'],
  ['?', 'these keys'],
]

export function useKeys(): void {
  const actor = Workbench.useActorRef()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
        if (isTyping(event.target)) return
        event.preventDefault()
        actor.send({ type: event.shiftKey ? 'run.restored' : 'undo' })
        return
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { context } = actor.getSnapshot()
      if (event.key === 'Escape') {
        actor.send({ type: context.job === undefined ? 'escape' : 'cancel' })
        return
      }
      if (isTyping(event.target) || !context.hasKeys) return
      if (context.dialog !== undefined && event.key !== '?') return
      // Space and Enter on a button press that button.
      const isButton = event.target instanceof Element && event.target.closest('button, a, summary')
      if (isButton && (event.key === ' ' || event.key === 'Enter')) return
      const action = actionOf(event.key, context)
      if (action === undefined) return
      event.preventDefault()
      if (typeof action === 'function') action()
      else actor.send(action)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [actor])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'range'
  return target.isContentEditable || target.matches('textarea, select')
}

function actionOf(
  key: string,
  context: WorkbenchContext,
): WorkbenchEvent | (() => void) | undefined {
  const { active, runs, speed } = context
  switch (key) {
    case ' ':
      return { type: 'toggle' }
    case ',':
      return { type: 'stepFact', by: -1 }
    case '.':
      return { type: 'stepFact', by: 1 }
    case '<':
      return { type: 'pick.extended', by: -1 }
    case '>':
      return { type: 'pick.extended', by: 1 }
    case 'Enter':
      return context.picked === undefined ? undefined : { type: 'span', span: context.picked }
    case '[':
      return { type: 'stepDecision', by: -1 }
    case ']':
      return { type: 'stepDecision', by: 1 }
    case 'j':
    case 'J':
      return { type: 'stepFailure', by: key === 'j' ? 1 : -1 }
    case 'v':
    case 'V':
      return { type: 'stepBroken', by: key === 'v' ? 1 : -1 }
    case 'k':
      return () => clickOn('[data-action="bookmark"]')
    case 'r':
      return { type: 'reading' }
    case 'Home':
      return { type: 'toStart' }
    case 'End':
      return { type: 'toEnd' }
    case '-':
    case '−':
      return { type: 'speed', speed: slower(speed) }
    case '+':
    case '=':
      return { type: 'speed', speed: faster(speed) }
    case '1':
      return { type: 'truth', truth: 'both' }
    case '2':
      return { type: 'truth', truth: 'actual' }
    case '3':
      return { type: 'truth', truth: 'believed' }
    case '4':
      return { type: 'truth', truth: 'asked' }
    case 'm':
      return { type: 'measure' }
    case 't':
      return { type: 'tables' }
    case 'o':
      return { type: 'dialog', dialog: { type: 'gallery' } }
    case '?':
      return { type: 'dialog', dialog: context.dialog ? undefined : { type: 'keys' } }
    case 'b':
      return runs.length > 1 ? { type: 'run.chosen', index: (active + 1) % runs.length } : undefined
    case 'F2':
      return () => renameCurrent()
    case 'Delete':
      return { type: 'run.removed', index: active }
    case 'w':
      return { type: 'why' }
    case 'n':
      return { type: 'whyNot' }
    case 'e':
      return { type: 'election' }
    case 's':
      return () => clickOn('[data-action="save"]')
    case 'y':
      return () => clickOn('[data-action="copy-address"]')
    case '/':
      return { type: 'dialog', dialog: { type: 'palette' } }
    case 'g':
      return { type: 'metrics' }
    case ':':
      return () => document.querySelector<HTMLInputElement>('#docker')?.focus()
    default:
      return undefined
  }
}

/** The name of the branch that is seen becomes a field, as after a double click on it. */
function renameCurrent(): void {
  const rail = document.querySelector('.rails button[aria-current="true"]')
  rail?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
}

/** Keys of things that have a button press that button, so that both do the same. */
function clickOn(selector: string): void {
  document.querySelector<HTMLButtonElement>(selector)?.click()
}
