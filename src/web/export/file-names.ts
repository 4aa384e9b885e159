/** Names of saved files: they say which scenario, which branch, and which moment. */
import type { LoadedRun } from '../run/loaded-run.ts'
import { durationText } from '../state/interventions.ts'

/** `node-failure-branch-2`. A trace file, which has no scenario, is named after what it shows. */
export function stemOf({ scenario, parent, label, trace }: LoadedRun): string {
  const file = scenario?.path
    .split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '')
  const stem = plain(file ?? trace.model.name) || 'run'
  return parent < 0 ? stem : `${stem}-${plain(label) || 'branch'}`
}

/** `node-failure-1m42.3s-harbour.svg` */
export function momentName(run: LoadedRun, timeUs: number, rest: string): string {
  return `${stemOf(run)}-${durationText(timeUs)}-${rest}`
}

/** Letters, digits and dashes, which every file system takes. */
function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
}
