/** A change that would admit what was refused, as something that can be done: one dated line, or another beginning. */
import type { Cluster } from '../../model/cluster.ts'
import type { AdmittingChange } from '../../scheduler/explanation.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Intervention } from '../state/interventions.ts'

export interface AdmissionQuestion {
  readonly run: LoadedRun
  readonly cluster: Cluster
  /** What was refused. */
  readonly slot: number
  readonly change: AdmittingChange
  readonly nowUs: number
}

export interface Admission {
  /** Why nobody can do it here; `''` if it can be done. */
  readonly refused: string
  readonly intervention?: Intervention
  /** What has to follow before it helps; `''` if nothing has. */
  readonly after: string
}

export function refusedAdmission(refused: string): Admission {
  return { refused, after: '' }
}
