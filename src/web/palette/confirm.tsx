/** A change that was drawn or dropped: its line of the scenario, before it is made. */
import type { Intervention } from '../state/interventions.ts'
import { useSend } from '../state/workbench-react.ts'

export default function Confirm({ intervention }: { readonly intervention: Intervention }) {
  const send = useSend()
  return (
    <form
      className="confirm"
      onSubmit={(event) => {
        event.preventDefault()
        send({ type: 'intervene', intervention })
      }}
    >
      <p>
        {intervention.set === undefined
          ? 'This line is added to the scenario, and the run forks there:'
          : 'The scenario runs again from its start with this:'}
      </p>
      <code>{intervention.set?.join('\n') ?? intervention.entry}</code>
      {/* biome-ignore lint/a11y/noAutofocus: Enter is to do what was drawn */}
      <button type="submit" className="primary" autoFocus>
        Do it
      </button>
    </form>
  )
}
