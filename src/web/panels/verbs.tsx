/** The verbs of a node: those that its life cycle allows now can be chosen. */

import { illegal } from '../../machine/compile.ts'
import { tables } from '../../machine/steps.ts'
import { nodeState } from '../../model/states.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { type Verb, verbWords } from '../state/interventions.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

const verbs: readonly Verb[] = ['crash', 'freeze', 'unreachable', 'recover', 'leave']

/** Event of the node's machine that a verb is. */
const eventOf: Readonly<Record<Verb, string | undefined>> = {
  crash: 'crash',
  freeze: 'freeze',
  unreachable: 'cutOff',
  recover: 'recover',
  // Leaving discovery is no step of the machine: it runs on.
  leave: undefined,
}

interface VerbsProps {
  readonly run: LoadedRun
  readonly node: number
  readonly className: string
  readonly role?: 'menuitem'
}

export function Verbs({ run, node, className, role }: VerbsProps) {
  const position = useWorkbench((context) => context.position)
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const { nodes } = clusterOf(run, { position, timeUs })
  return (
    <div className={className} {...(role === undefined ? {} : { role: 'none' })}>
      {verbs.map((verb) => {
        const isAllowed = can(verb, nodes.actual[node], nodes.listed[node] === 1)
        return (
          <button
            key={verb}
            type="button"
            {...(role === undefined ? {} : { role })}
            disabled={!isAllowed}
            title={verbWords[verb].does}
            onClick={() => send({ type: 'breakNode', verb, node })}
          >
            <b>{verbWords[verb].name}</b>
            <span>{verbWords[verb].does}</span>
          </button>
        )
      })}
    </div>
  )
}

function can(verb: Verb, state: number, isListed: boolean): boolean {
  const event = eventOf[verb]
  if (event === undefined) return isListed && state !== nodeState.absent
  const { events, next } = tables.node
  return next[state * events.length + events.indexOf(event)] !== illegal
}
