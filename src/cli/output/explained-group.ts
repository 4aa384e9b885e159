/** What swarm mode decides together, as text: the tasks of a group, the nodes in order, the branches. */
import { formatCount, listed, plural } from '../../model/format.ts'
import type { ExplainedBranch, ExplainedOffer, Explanation } from '../../scheduler/explanation.ts'
import { type Column, table } from './table.ts'
import { colour, hanging } from './terminal.ts'

const offersMax = 10
const namesMax = 12

/** Nothing for a task that was alone: then the table of the nodes says it all. */
export function groupInLines({ group }: Explanation): string {
  if (group === undefined || group.size < 2) return ''
  const { size, placed, place, order, branch } = group
  const which = place === 0 ? 'one that got none' : `number ${place}`
  const got =
    placed.length === 0 ? 'none of them got a node' : `in turn on ${listed(placed, namesMax)}`
  const head = hanging(
    '  together   ',
    `${plural(size, 'task')} of this service and version were decided at once, this was ${which}; ${got}`,
  )
  if (order.length === 0) return head
  const where = branch.length === 0 ? '' : ` of ${listed(branch)}`
  const title = hanging(
    '  order      ',
    `the nodes${where}, best first, when the group came to them:`,
  )
  const shown = table(order.slice(0, offersMax), offerColumns(order))
  const rest =
    order.length > offersMax ? `\n  and ${plural(order.length - offersMax, 'node')} more` : ''
  const rule = hanging(
    '  rule       ',
    'stay on a node until the next one is strictly better; from the last one on go round, one task each',
  )
  return `${head}\n${rule}\n${title}\n${shown}${rest}`
}

function offerColumns(order: readonly ExplainedOffer[]): readonly Column<ExplainedOffer>[] {
  return [
    { title: 'node', cell: ({ name }) => name },
    ...order[0].score.terms.map(
      ({ name }, index): Column<ExplainedOffer> => ({
        title: name,
        align: 'right',
        cell: ({ score }) => formatCount(score.terms[index].value),
      }),
    ),
    { title: 'got so far', align: 'right', cell: ({ got }) => formatCount(got) },
  ]
}

export function branchLines(branches: readonly ExplainedBranch[]): string {
  const columns: readonly Column<ExplainedBranch>[] = [
    { title: 'branch', cell: ({ path }) => `${'  '.repeat(path.length - 1)}${path.at(-1)}` },
    { title: 'tasks', align: 'right', cell: ({ tasks }) => formatCount(tasks) },
    { title: 'nodes', align: 'right', cell: ({ nodes }) => formatCount(nodes) },
    { title: 'passing', align: 'right', cell: ({ passing }) => formatCount(passing) },
    { title: 'first task', cell: ({ open }) => (open ? 'may go here' : 'not here') },
  ]
  return `${colour.bold('Branches of the spread preferences')}\n${table(branches, columns)}`
}
