/** What a manager decides about together: the tasks of a group, the nodes in order, the branches. */
import { formatCount, listed, plural } from '../../model/format.ts'
import type { ExplainedBranch, ExplainedGroup, Explanation } from '../../scheduler/explanation.ts'

/** More nodes and names than this are counted. */
const offersMax = 10
const namesMax = 12

export function GroupPart({ explanation }: { readonly explanation: Explanation }) {
  const { branches, group, notes = [] } = explanation
  return (
    <>
      {group !== undefined && group.size > 1 && <Group group={group} />}
      {branches !== undefined && branches.length > 0 && <Branches branches={branches} />}
      {notes.map((note) => (
        <p key={note} className="quiet">
          {note}.
        </p>
      ))}
    </>
  )
}

function Group({ group }: { readonly group: ExplainedGroup }) {
  const { size, placed, place, order, branch } = group
  const which = place === 0 ? 'one that got none' : `number ${place}`
  const got =
    placed.length === 0
      ? 'none of them got a node'
      : `in turn they went to ${listed(placed, namesMax)}`
  const [first] = order
  return (
    <div className="group">
      <h3>Decided together</h3>
      <p>
        {plural(size, 'task')} of this service and version were decided at once, this was {which};{' '}
        {got}. A group stays on a node until the next one is strictly better, and goes round one by
        one after the last.
      </p>
      {first !== undefined && (
        <table className="reasons">
          <caption>
            The nodes{branch.length > 0 && ` of ${listed(branch)}`}, best first, when the group came
            to them
          </caption>
          <thead>
            <tr>
              <th scope="col">node</th>
              {first.score.terms.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
              <th scope="col" className="number">
                got so far
              </th>
            </tr>
          </thead>
          <tbody>
            {order.slice(0, offersMax).map(({ name, score, got: count }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {score.terms.map((term) => (
                  <td key={term.name} className="number" title={term.words}>
                    {formatCount(term.value)}
                  </td>
                ))}
                <td className="number">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {order.length > offersMax && (
        <p className="quiet">and {plural(order.length - offersMax, 'node')} more</p>
      )}
    </div>
  )
}

function Branches({ branches }: { readonly branches: readonly ExplainedBranch[] }) {
  return (
    <table className="reasons">
      <caption>Branches of the spread preferences</caption>
      <thead>
        <tr>
          <th scope="col">branch</th>
          <th scope="col" className="number">
            tasks
          </th>
          <th scope="col" className="number">
            nodes that pass
          </th>
          <th scope="col">one more task</th>
        </tr>
      </thead>
      <tbody>
        {branches.map(({ path, tasks, nodes, passing, open }) => (
          <tr key={path.join()}>
            <th scope="row">{path.join(', ')}</th>
            <td className="number">{formatCount(tasks)}</td>
            <td className="number">
              {formatCount(passing)} of {formatCount(nodes)}
            </td>
            <td>{open ? 'may go here' : 'not here'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
