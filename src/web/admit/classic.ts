/**
 * Admitting changes under classic Swarm. What it refused it does not try again, so what is asked for in
 * another way is run once more; settings and labels of engines are as they are from the start.
 */

import type { ContainerConfig } from '../../model/container-config.ts'
import { beliefStates } from '../../model/states.ts'
import { nodeEntries } from '../editor/node-lines.ts'
import { viewOf } from '../managers/registry.ts'
import { runLine } from '../managers/run-line.ts'
import { breakMachine, dockerCommand, fromTheStart } from '../state/interventions.ts'
import { type Admission, type AdmissionQuestion, refusedAdmission } from './admission.ts'

export function admitClassic(question: AdmissionQuestion): Admission {
  const { run, change, nowUs } = question
  const again = viewOf(run.trace.model).refusedEnd(run.trace.model)
  const after = again === '' ? '' : `${again} Run it again when there is room.`
  switch (change.type) {
    case 'recover': {
      const machine = { type: 'node', name: change.node } as const
      return { refused: '', intervention: breakMachine('recover', machine, nowUs), after }
    }
    case 'remove': {
      const intervention = dockerCommand(`rm -f ${change.container}`, nowUs)
      return { refused: '', intervention, after }
    }
    case 'overcommit': {
      const set = `swarm.overcommit=${change.fraction}`
      return { refused: '', intervention: fromTheStart([set], nowUs), after: '' }
    }
    case 'label':
      return labelled(question, change.node, change.key, change.value)
    case 'memory':
      return runAgain(question, (config) => ({ ...config, memoryBytes: change.memoryBytes }))
    case 'cpus':
      return runAgain(question, (config) => ({ ...config, cpus: change.nanoCpus / 1e9 }))
    case 'without': {
      const entry = `${change.option}:${change.text}`
      const { tables } = run.trace
      if (!tables.configs[tables.slots[question.slot].config].env.includes(entry)) {
        return refusedAdmission('its image or a label says so, not the command line')
      }
      return runAgain(question, (config) => {
        const env = config.env.filter((one) => one !== entry)
        return { ...config, env }
      })
    }
    default:
      return refusedAdmission('classic Swarm has no command for it')
  }
}

/** The same container with another configuration; its name may still be taken by a lost one. */
function runAgain(
  { run, cluster, slot, nowUs }: AdmissionQuestion,
  other: (config: ContainerConfig) => ContainerConfig,
): Admission {
  const { tables } = run.trace
  const { name, service, config } = tables.slots[slot]
  const changed = other(tables.configs[config])
  const isTaken = tables.containers.some(
    (row, container) =>
      row.name === name && beliefStates[cluster.containers.believed[container]] !== 'none',
  )
  const line = runLine(changed, isTaken ? `${name}-again` : name)
  return { refused: '', intervention: dockerCommand(line, nowUs, '', service), after: '' }
}

function labelled(
  { run, nowUs }: AdmissionQuestion,
  node: string,
  key: string,
  value: string | undefined,
): Admission {
  const { scenario } = run
  if (scenario === undefined) return refusedAdmission('a recorded trace cannot be changed')
  const entries = nodeEntries(scenario.files[scenario.path])
  const index = entries.findIndex(({ names }) => names.includes(node))
  if (index < 0) return refusedAdmission('it joins later: label it in its line')
  if (entries[index].names.length > 1) {
    return refusedAdmission('it is one of a range in the scenario: label it there, with Edit')
  }
  if (value === undefined || !/^[\w-]+$/.test(key)) {
    return refusedAdmission('change its labels in the scenario, with Edit')
  }
  const set = `nodes[${index}].labels.${key}=${JSON.stringify(value)}`
  return { refused: '', intervention: fromTheStart([set], nowUs), after: '' }
}
