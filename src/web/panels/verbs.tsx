/** Verbs as buttons: what breaks the world, then what is asked. Those that make no sense now are off. */
import type { Verb } from '../managers/manager-view.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface VerbsProps {
  readonly verbs: readonly Verb[]
  readonly className: string
  readonly role?: 'menuitem'
}

export function Verbs({ verbs, className, role }: VerbsProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  return (['break', 'ask'] as const).map((kind) => {
    const own = verbs.filter((verb) => verb.kind === kind)
    if (own.length === 0) return null
    return (
      <div
        key={kind}
        className={`${className} ${kind}`}
        {...(role === undefined ? {} : { role: 'group', 'aria-label': groupNames[kind] })}
      >
        {own.map(({ name, does, isAllowed, change }) => (
          <button
            key={name}
            type="button"
            {...(role === undefined ? {} : { role })}
            disabled={!isAllowed}
            title={does}
            onClick={() => send({ type: 'intervene', intervention: change(timeUs) })}
          >
            <b>{name}</b>
            <span>{does}</span>
          </button>
        ))}
      </div>
    )
  })
}

const groupNames = { break: 'Break', ask: 'Ask' } as const
