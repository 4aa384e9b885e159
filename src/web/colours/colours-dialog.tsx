/** Which services have colours: the manifest's first eight, those that somebody picks, or one colour per project. */
import './colours.css'
import { useMemo, useState } from 'react'
import { plural } from '../../model/format.ts'
import { type Colouring, projectsOf } from '../../projection/colouring.ts'
import { huesMax } from '../../projection/harbour-plan.ts'
import { type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

/** More services than these are found by typing. */
const listedMax = 60

export default function ColoursDialog({ run }: { readonly run: LoadedRun }) {
  const colouring = useWorkbench((context) => context.colouring)
  const send = useSend()
  const { services } = planOf(run, 'default')
  const projects = useMemo(() => projectsOf(run.trace), [run])
  const choose = (next: Colouring) => send({ type: 'colouring', colouring: next })
  const picked = colouring.type === 'picked' ? colouring.services : []
  const first = services.slice(0, huesMax).map(({ name }) => name)
  const choice = (type: Colouring['type'], words: string, next: Colouring, whyNot = '') => (
    <label>
      <input
        type="radio"
        name="colouring"
        checked={colouring.type === type}
        disabled={whyNot !== ''}
        onChange={() => choose(next)}
      />{' '}
      {words} {whyNot !== '' && <small>{whyNot}</small>}
    </label>
  )
  return (
    <div className="colours">
      <fieldset>
        <legend>Eight hues are for</legend>
        {choice('order', `the first ${huesMax} services of the manifest`, { type: 'order' })}
        {choice(
          'project',
          `Compose projects and stacks: ${[...projects.keys()].slice(0, huesMax).join(', ') || 'none'}`,
          { type: 'project' },
          projects.size === 0 ? 'No service here belongs to one.' : '',
        )}
        {choice('picked', 'those that I pick', { type: 'picked', services: first })}
      </fieldset>
      {colouring.type === 'picked' && (
        <Picker
          names={services.map(({ name }) => name)}
          hueOf={new Map(services.map(({ name, hue }) => [name, hue]))}
          picked={picked}
          onPick={(next) => choose({ type: 'picked', services: next })}
        />
      )}
      <p className="about">
        {services.filter(({ hue }) => hue === 0).length === 0
          ? 'Every service has a colour.'
          : `${plural(services.filter(({ hue }) => hue === 0).length, 'service')} of ${services.length} ${services.filter(({ hue }) => hue === 0).length === 1 ? 'is' : 'are'} grey.`}{' '}
        More than eight hues could not be told apart by everybody. Branches keep the colours.
      </p>
    </div>
  )
}

interface PickerProps {
  readonly names: readonly string[]
  readonly hueOf: ReadonlyMap<string, number>
  /** For the hues from 1 on, `''` for one that is free. */
  readonly picked: readonly string[]
  readonly onPick: (picked: readonly string[]) => void
}

function Picker({ names, hueOf, picked, onPick }: PickerProps) {
  const [filter, setFilter] = useState('')
  const found = names.filter((name) => name.toLowerCase().includes(filter.trim().toLowerCase()))
  const count = picked.filter((name) => name !== '').length
  const isFull = count >= huesMax
  return (
    <fieldset>
      <legend>
        Picked: {count} of {huesMax}
      </legend>
      {names.length > huesMax * 2 && (
        <input
          type="search"
          aria-label="Find a service"
          placeholder="find a service"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
      )}
      <ul>
        {found.slice(0, listedMax).map((name) => {
          const isPicked = picked.includes(name)
          return (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={isPicked}
                  disabled={(isFull && !isPicked) || (isPicked && count === 1)}
                  onChange={() => onPick(toggled(picked, name))}
                />{' '}
                <i className={`swatch hue-${hueOf.get(name) ?? 0}`} /> {name}
              </label>
            </li>
          )
        })}
      </ul>
      {found.length > listedMax && (
        <p>{plural(found.length - listedMax, 'more')}: type to find them.</p>
      )}
      {isFull && <p>All eight are given: take one away to pick another.</p>}
    </fieldset>
  )
}

/** Whoever stays keeps the hue; who comes takes the first that is free. */
function toggled(picked: readonly string[], name: string): string[] {
  if (picked.includes(name)) return picked.map((other) => (other === name ? '' : other))
  const free = picked.indexOf('')
  return free < 0 ? [...picked, name] : picked.with(free, name)
}
