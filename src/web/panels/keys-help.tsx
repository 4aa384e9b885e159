/** The keys, and the switch that turns single keys off. */
import { keyList } from '../input/keys.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

export function Keys() {
  const hasKeys = useWorkbench((context) => context.hasKeys)
  const send = useSend()
  return (
    <>
      <dl className="keys">
        {keyList.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="switch">
        <input type="checkbox" checked={hasKeys} onChange={() => send({ type: 'keys' })} />
        Single keys work outside of text fields
      </label>
    </>
  )
}
