/** The address of what the page shows now: the way back from the branch to the scenario's file. */
import { positionAt } from '../../machine/fold.ts'
import { bundledText, openBundled } from '../input/library.ts'
import { servedScenario } from '../input/session.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'
import { type Address, addressText, type Source } from './address.ts'
import { besideOf, chainOf, forksOf } from './beside.ts'
import { packScenario } from './packed-scenario.ts'
import { viewInWords } from './view-of-run.ts'

/** So many digits of a digest tell two runs apart. */
const digestLength = 8

/** Why there is no address, and what to do instead. */
export interface NoAddress {
  readonly reason: string
}

/**
 * @param isToSend an address to be sent holds a text that is served on this machine only; that in
 *   the address bar names it, so that loading the page again reads the file again.
 */
export async function addressOf(
  context: WorkbenchContext,
  { isToSend }: { readonly isToSend: boolean },
): Promise<string | NoAddress> {
  const { lesson } = context
  if (lesson !== undefined && !isChanged(context)) return lesson.address
  const now = besideOf(context)
  if (now === undefined && context.comparing !== undefined && isToSend) {
    return { reason: 'Both runs do not come from one scenario. Send their files.' }
  }
  const run = now?.run ?? activeRun(context)
  if (run === undefined) return { reason: 'Nothing is open yet.' }
  const chain = chainOf(context.runs, run)
  const source = await sourceOf(chain[0], isToSend)
  if ('reason' in source) return source
  const address: Address = {
    source,
    seed: chain[0].scenario?.seed,
    digest: run.digest.slice(0, digestLength),
    forks: forksOf(chain),
    ...(now !== undefined && { beside: now.beside, isSwapped: now.isSwapped }),
    view: viewInWords(run, seenWith(run, context)),
  }
  return addressText(address)
}

/** In free play somebody changed something: that is what an address has to say then. */
function isChanged(context: WorkbenchContext): boolean {
  return context.comparing !== undefined || (activeRun(context)?.parent ?? -1) >= 0
}

/** The facts so far are counted in the run that the address opens. */
function seenWith(run: LoadedRun, context: WorkbenchContext): WorkbenchContext {
  if (run === activeRun(context)) return context
  return { ...context, position: positionAt(run.trace, context.timeUs) }
}

type Sources = WeakMap<ScenarioFiles, Promise<Source | NoAddress>>

/** The address bar is written often; where a scenario came from does not change. */
const known: { readonly toSend: Sources; readonly toKeep: Sources } = {
  toSend: new WeakMap(),
  toKeep: new WeakMap(),
}

async function sourceOf({ scenario }: LoadedRun, isToSend: boolean): Promise<Source | NoAddress> {
  if (scenario === undefined) {
    return isToSend
      ? { reason: 'A recorded trace does not fit into an address. Send its file.' }
      : { type: 'first' }
  }
  const sources = isToSend ? known.toSend : known.toKeep
  let source = sources.get(scenario)
  if (source === undefined) {
    source = sourceOfScenario(scenario, isToSend)
    sources.set(scenario, source)
  }
  return source
}

async function sourceOfScenario(
  scenario: ScenarioFiles,
  isToSend: boolean,
): Promise<Source | NoAddress> {
  const { path } = scenario
  if ((await bundledText(path)) === scenario.files[path]) return { type: 'gallery', path }
  const isServed = isSame(scenario, await servedScenario())
  if (isServed && !isToSend) return { type: 'served', path }
  const packed = await packScenario(scenario, (await openBundled(path)).files)
  if (packed !== undefined) return { type: 'inline', packed }
  if (isServed) return { type: 'served', path }
  return { reason: 'This scenario is too long for an address. Save it, and send the file.' }
}

function isSame(one: ScenarioFiles, other: ScenarioFiles | undefined): boolean {
  return other?.path === one.path && other.files[one.path] === one.files[one.path]
}
