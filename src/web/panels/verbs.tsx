/**
 * Verbs as buttons: what breaks the world, then what is asked. One that cannot be done now is off, and
 * says why. On a thumb's screen nothing can be pointed at before it is pressed: there the line of the
 * scenario is confirmed first.
 */
import { useIsPhone } from '../input/screen.ts'
import type { Verb } from '../managers/manager-view.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface VerbsProps {
  readonly verbs: readonly Verb[]
  readonly className: string
  readonly role?: 'menuitem'
  /** Told which one is pointed at, or has the focus. */
  readonly onPoint?: (verb: Verb | undefined) => void
}

export function Verbs({ verbs, className, role, onPoint }: VerbsProps) {
  const act = useVerb()
  return (['break', 'ask'] as const).map((kind) => {
    const own = verbs.filter((verb) => verb.kind === kind)
    if (own.length === 0) return null
    return (
      <div
        key={kind}
        className={`${className} ${kind}`}
        {...(role === undefined ? {} : { role: 'group', 'aria-label': groupNames[kind] })}
      >
        {own.map((verb) => (
          <button
            key={verb.name}
            type="button"
            {...(role === undefined ? {} : { role })}
            // A disabled button could not be reached to be read.
            aria-disabled={verb.refused !== ''}
            title={verb.refused === '' ? verb.does : verb.refused}
            onPointerEnter={() => onPoint?.(verb)}
            onFocus={() => onPoint?.(verb)}
            onClick={() => act(verb)}
          >
            <b>{verb.name}</b>
            <span>{verb.refused === '' ? verb.does : verb.refused}</span>
          </button>
        ))}
      </div>
    )
  })
}

const groupNames = { break: 'Break', ask: 'Ask' } as const

/** Does a verb: at once, after a word more in the palette, or after its line was read. */
export function useVerb(): (verb: Verb) => void {
  const timeUs = useWorkbench((context) => context.timeUs)
  const isPhone = useIsPhone()
  const send = useSend()
  return ({ name, refused, change, typed }) => {
    if (refused !== '') return
    if (typed !== undefined) send({ type: 'dialog', dialog: { type: 'palette', text: typed } })
    if (change === undefined) return
    const intervention = change(timeUs)
    if (isPhone) send({ type: 'dialog', dialog: { type: 'confirm', title: name, intervention } })
    else send({ type: 'intervene', intervention })
  }
}
