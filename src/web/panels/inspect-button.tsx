/** The way from a state chart to Stately's inspector. */
import { useSend } from '../state/workbench-react.ts'

export function InspectButton() {
  const send = useSend()
  return (
    <button
      type="button"
      className="plain inspect"
      title="A stream of this life for Stately’s inspector, or a file"
      onClick={() => send({ type: 'dialog', dialog: { type: 'inspect', address: '' } })}
    >
      Inspect…
    </button>
  )
}
