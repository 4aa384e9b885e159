/**
 * Claims that are true of a run, proposed as expectations for its scenario: what runs in the end,
 * what each manager believes of nodes, how long recovery took. Each is held against the trace
 * before it is proposed, so a proposal is never broken by the run it was made of.
 */
import type { Comparison, Expectation, Quantity } from '../model/expectation.ts'
import { nodeState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { assert } from '../sim/assert.ts'
import { expectations } from './expectations.ts'
import { readingOf } from './managers/registry.ts'
import { walk } from './walk.ts'

export interface Proposal {
  /** `running(web) == 3`. */
  readonly claim: string
  /** One line for the scenario's `expect:`. */
  readonly entry: string
  /** Whether most people want it: about what broke, rather than about everything. */
  readonly isUsual: boolean
}

/** A claim of the scenario as it is, and whether the run still meets it. */
export interface OldClaim {
  readonly text: string
  /** Place in the file's list. */
  readonly index: number
  readonly met: boolean
}

export interface Proposals {
  readonly proposals: readonly Proposal[]
  readonly old: readonly OldClaim[]
}

/** With more services than this, only those that lost something have a claim of their own. */
const servicesMax = 12

export function proposalsOf(trace: Trace): Proposals {
  const old = expectations(trace).map(({ expectation, met, unreached }, index) => ({
    text: expectation.text,
    index,
    met: met || unreached,
  }))
  const known = new Set(old.filter(({ met }) => met).map(({ text }) => text.replaceAll(' ', '')))
  const drafts = draftsOf(trace)
  // Measured by a claim that is looked up, not judged: the result tells the value.
  const measured = expectations(
    trace,
    drafts.map(({ quantity }) => claimOf(trace, quantity)),
  )
  const proposals = drafts.flatMap((draft, at): Proposal[] => {
    const value = measured[at].measured
    const { claim, bound } = worded(draft, value)
    if (draft.skips?.(value) || known.has(claim.replaceAll(' ', ''))) return []
    const check = { ...claimOf(trace, draft.quantity), comparison: draft.comparison, value: bound }
    const [{ met }] = expectations(trace, [check])
    assert(met, `${claim} is not true of the run it was made of`)
    return [{ claim, entry: `{ that: ${JSON.stringify(claim)}, at: end }`, isUsual: draft.isUsual }]
  })
  return { proposals, old }
}

interface Draft {
  readonly quantity: Quantity
  readonly comparison: Comparison
  readonly isUsual: boolean
  /** The value makes a claim that says nothing. */
  readonly skips?: (value: number | string) => boolean
}

function draftsOf(trace: Trace): Draft[] {
  const drafts: Draft[] = []
  const services = servicesOf(trace)
  const nothing = (value: number | string) => value === 0
  for (const service of services.length > servicesMax ? [] : services) {
    drafts.push({ quantity: { type: 'running', service }, comparison: '==', isUsual: true })
    drafts.push({
      quantity: { type: 'recovery', service },
      comparison: '<=',
      isUsual: true,
      skips: nothing,
    })
  }
  if (services.length !== 1) {
    drafts.push({ quantity: { type: 'running', service: '' }, comparison: '==', isUsual: true })
    drafts.push({
      quantity: { type: 'recovery', service: '' },
      comparison: '<=',
      isUsual: services.length > servicesMax,
      skips: nothing,
    })
  }
  drafts.push({ quantity: { type: 'unplaced', service: '' }, comparison: '==', isUsual: true })
  drafts.push({ quantity: { type: 'duplicates', service: '' }, comparison: '==', isUsual: true })
  drafts.push({ quantity: { type: 'moves', service: '' }, comparison: '==', isUsual: true })
  for (const { name, isTroubled } of nodesOf(trace)) {
    drafts.push({ quantity: { type: 'state', of: name }, comparison: '==', isUsual: isTroubled })
  }
  return drafts
}

function servicesOf({ tables }: Trace): string[] {
  return [...new Set(tables.slots.map(({ service }) => service))].filter((name) => name !== '')
}

/** Nodes with which something was wrong; in a small cluster the others, too. */
function nodesOf(trace: Trace): { readonly name: string; readonly isTroubled: boolean }[] {
  const troubled = new Set<number>()
  const { isNotice } = readingOf(trace.model)
  const absent = new Set<number>()
  walk(trace, [
    {
      after(row, cluster) {
        if (isNotice(row, cluster)) troubled.add(row.a)
        if (!row.type.startsWith('node.')) return
        const state = cluster.nodes.actual[row.a]
        if (state !== nodeState.up && state !== nodeState.absent) troubled.add(row.a)
        if (state === nodeState.absent) absent.add(row.a)
        else absent.delete(row.a)
      },
    },
  ])
  const { nodes } = trace.model
  return nodes.flatMap(({ name }, node) => {
    const isTroubled = troubled.has(node)
    const isShown = isTroubled ? troubled.size <= nodesMax : nodes.length <= nodesMax
    return isShown && !absent.has(node) ? [{ name, isTroubled }] : []
  })
}

/** More lines than this nobody reads. */
const nodesMax = 12

function claimOf(trace: Trace, quantity: Quantity): Expectation {
  const when = { type: 'at', atUs: trace.model.untilUs } as const
  return { text: '', quantity, comparison: '==', value: -1, when, line: 0 }
}

/** The claim as a person writes it. Durations are rounded up to whole seconds. */
function worded({ quantity, comparison }: Draft, value: number | string) {
  if (quantity.type === 'recovery') {
    const seconds = Math.ceil(Number(value) / 1_000_000)
    return {
      claim: `recovery(${subject(quantity.service)}) ${comparison} ${seconds}s`,
      bound: seconds * 1_000_000,
    }
  }
  const of = quantity.type === 'state' ? quantity.of : 'service' in quantity ? quantity.service : ''
  return { claim: `${quantity.type}(${subject(of)}) ${comparison} ${value}`, bound: value }
}

/** Parentheses and quotes would end the name. */
function subject(name: string): string {
  return /^[\w./:-]*$/.test(name) ? name : `"${name}"`
}
