/**
 * Opens what an address says: the scenario, then one branch after the other, then the view. What
 * cannot be opened is told in one message, and what was open stays open.
 */
import { type SnapshotFrom, waitFor } from 'xstate'
import { clockEndUs, comparedRuns } from '../compare/branch-changes.ts'
import { bundledText, openBundled } from '../input/library.ts'
import { openFirst, servedComparison, servedScenario } from '../input/session.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import { activeRun } from '../state/workbench-context.ts'
import type { workbenchMachine } from '../state/workbench-machine.ts'
import type { Workbench } from '../state/workbench-react.ts'
import { type Address, AddressError, type ReadAddress } from './address.ts'
import type { Beside } from './beside.ts'
import { unpackScenario } from './packed-scenario.ts'
import { viewFromWords } from './view-of-run.ts'

export type WorkbenchActor = ReturnType<typeof Workbench.useActorRef>

/** Throws an AddressError when the scenario of the address cannot be had. */
export async function restore(actor: WorkbenchActor, { address, remarks }: ReadAddress) {
  if (!(await openSource(actor, address))) return
  for (const intervention of address.forks) {
    if (!(await computed(actor, () => actor.send({ type: 'intervene', intervention })))) return
  }
  if (address.beside !== undefined) await openBeside(actor, address.beside, address.isSwapped)
  showView(actor, { address, remarks })
}

/** Makes the run that stands beside the one that is open, where it is not there yet. */
async function openBeside(actor: WorkbenchActor, beside: Beside, isSwapped = false): Promise<void> {
  const one = activeRun(actor.getSnapshot().context)?.id ?? -1
  if (beside.type === 'variant') {
    const { label, set } = beside
    if (!(await computed(actor, () => actor.send({ type: 'variant', run: one, set, label }))))
      return
  } else {
    actor.send({ type: 'run.chosen', index: 0 })
    for (const intervention of beside.forks) {
      const { runs, active } = actor.getSnapshot().context
      const { entry, atUs } = intervention
      const made = runs.findIndex(
        (run) => run.parent === runs[active].id && run.entry === entry && run.forkedUs === atUs,
      )
      if (made >= 0) actor.send({ type: 'run.chosen', index: made })
      else if (!(await computed(actor, () => actor.send({ type: 'intervene', intervention }))))
        return
    }
    const other = activeRun(actor.getSnapshot().context)?.id ?? -1
    actor.send({ type: 'compare', one, other })
  }
  const pair = actor.getSnapshot().context.comparing
  if (isSwapped && pair !== undefined) {
    actor.send({ type: 'compare', one: pair.other, other: pair.one })
  }
}

/** What opens without an address, once its run is there. */
export async function restoreFirst(actor: WorkbenchActor): Promise<void> {
  await computed(actor, () => openFirst(actor.send))
}

/** Holds the trace that `reberth open --compare` serves against the run that is open. */
export async function compareServed(actor: WorkbenchActor): Promise<void> {
  const trace = await servedComparison()
  if (trace === undefined) return
  const { context } = await waitFor(actor, isIdle, { timeout: Number.POSITIVE_INFINITY })
  const run = activeRun(context)
  if (run === undefined) return
  // A trace that comes while something to compare is asked for is the answer.
  actor.send({ type: 'dialog', dialog: { type: 'compare', run: run.id } })
  await computed(actor, () => actor.send({ type: 'readTrace', ...trace }))
}

/** Moves to the moment and view of an address whose run is open. */
export function showView(actor: WorkbenchActor, { address, remarks }: ReadAddress): void {
  const { context } = actor.getSnapshot()
  const shown = activeRun(context)
  if (shown === undefined) return
  // The digest is that of the run that the address opens, which may stand on the right.
  const pair = comparedRuns(context)
  const run = address.isSwapped === true && pair !== undefined ? pair.other : shown
  const found = viewFromWords(shown, address.view, clockEndUs(context, shown))
  if (JSON.stringify(address.view.colouring) !== JSON.stringify(context.colouring)) {
    actor.send({ type: 'colouring', colouring: address.view.colouring })
  }
  actor.send({ type: 'restored', view: found.view })
  const all = [...remarks, ...found.remarks]
  if (address.digest !== undefined && !run.digest.startsWith(address.digest)) {
    all.unshift(
      `The run differs from the one that was sent: its digest is ${run.digest.slice(0, 8)}, not ${address.digest}. The scenario or Reberth has changed since.`,
    )
  }
  if (all.length === 0) return
  const problem = {
    title: 'Not everything in the address could be shown',
    issues: [],
    message: all.join(' '),
    isRemark: true,
  }
  actor.send({ type: 'failed', problem })
}

/** @returns whether a run came out of it; the machine has told why when not. */
async function openSource(actor: WorkbenchActor, { source, seed }: Address): Promise<boolean> {
  if (source.type === 'first') {
    return computed(actor, () => openFirst(actor.send))
  }
  const scenario = await scenarioOf(source)
  const seeded = seed === undefined ? scenario : { ...scenario, seed }
  return computed(actor, () => actor.send({ type: 'open', scenario: seeded, title: scenario.path }))
}

async function scenarioOf(
  source: Exclude<Address['source'], { type: 'first' }>,
): Promise<ScenarioFiles> {
  switch (source.type) {
    case 'gallery':
      if ((await bundledText(source.path)) === undefined) {
        throw new AddressError(`There is no scenario ${source.path} in this version of Reberth.`)
      }
      return openBundled(source.path)
    case 'served': {
      const served = await servedScenario()
      if (served?.path === source.path) return served
      throw new AddressError(
        `It is about the file ${source.path}, which is not served here. Run: reberth open ${source.path}`,
      )
    }
    case 'inline':
      return unpackScenario(source.packed, (await openBundled('')).files)
  }
}

function isIdle(snapshot: SnapshotFrom<typeof workbenchMachine>): boolean {
  return snapshot.matches({ work: 'idle' })
}

/** Sends a request and waits for its end. True when it led to another run. */
async function computed(actor: WorkbenchActor, request: () => unknown): Promise<boolean> {
  const before = actor.getSnapshot().context.runs
  await request()
  const { context } = await waitFor(actor, isIdle, { timeout: Number.POSITIVE_INFINITY })
  return context.runs !== before
}
