/** Admitting changes under swarm mode: each is a command, and what waits is tried again by itself. */
import { breakMachine, dockerCommand, type Intervention } from '../state/interventions.ts'
import { type Admission, type AdmissionQuestion, refusedAdmission } from './admission.ts'

export function admitSwarmkit({ run, slot, change, nowUs }: AdmissionQuestion): Admission {
  const { service } = run.trace.tables.slots[slot]
  const done = (intervention: Intervention): Admission => ({ refused: '', intervention, after: '' })
  const docker = (line: string) => done(dockerCommand(line, nowUs))
  const update = (option: string) => docker(`service update ${option} ${service}`)
  switch (change.type) {
    case 'recover':
      return done(breakMachine('recover', { type: 'node', name: change.node }, nowUs))
    case 'activate':
      return docker(`node update --availability active ${change.node}`)
    case 'promote':
    case 'demote':
      return docker(`node ${change.type} ${change.node}`)
    case 'label': {
      const { node, key, value, isOfEngine } = change
      if (isOfEngine) return refusedAdmission('an engine gets its labels when it starts')
      const option = value === undefined ? `--label-rm ${key}` : `--label-add ${key}=${value}`
      return docker(`node update ${option} ${node}`)
    }
    case 'memory':
      return update(`--reserve-memory ${memoryText(change.memoryBytes)}`)
    case 'cpus':
      return update(`--reserve-cpu ${change.nanoCpus / 1e9}`)
    case 'without':
      return update(`--constraint-rm '${change.text}'`)
    case 'maxReplicas':
      return update(`--replicas-max-per-node ${change.count}`)
    case 'remove':
    case 'overcommit':
      return refusedAdmission('swarm mode has no command for it')
  }
}

const mebibyte = 2 ** 20

function memoryText(bytes: number): string {
  return bytes % mebibyte === 0 ? `${bytes / mebibyte}m` : `${bytes}b`
}
