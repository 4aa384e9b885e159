/** The election at the moment that is shown. */
import {
  type Election,
  electionAt,
  type RaftHistory,
  raftHistory,
} from '../../projection/election.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'

const histories = new WeakMap<LoadedRun, RaftHistory>()

export function electionOf(run: LoadedRun, position: number): Election {
  let history = histories.get(run)
  if (history === undefined) {
    history = raftHistory(run.trace)
    histories.set(run, history)
  }
  return electionAt(run.trace, history, clusterOf(run, { position, timeUs: 0 }), position)
}

/** It changes only with facts. */
export function useElection(run: LoadedRun): Election {
  const position = useWorkbench((context) => context.position)
  return electionOf(run, position)
}
