/**
 * Keeps the nodes that have the containers whose links, volumes or network are asked for. Each
 * target is looked up among the containers of one node alone, so a name that two containers of a
 * node bear is not found there.
 */
import { containersOn } from '../cluster.ts'
import type { ClassicFilter, Condition } from '../condition.ts'
import type { CompiledRequest } from '../request.ts'

const containerNetwork = 'container:'

export const dependency: ClassicFilter = {
  name: 'dependency',
  steps(request) {
    const error = `Unable to find a node fulfilling all dependencies: ${flags(request)}`
    return dependencyTargets(request).map((target) => targetIsHere(target, error))
  },
}

/** Names or IDs of other containers that the request needs beside it. */
export function dependencyTargets(request: CompiledRequest): readonly string[] {
  const { volumesFrom, links, networkMode } = request
  const targets = [...volumesFrom, ...links].map(beforeColon)
  if (networkMode.startsWith(containerNetwork)) {
    targets.push(networkMode.slice(containerNetwork.length))
  }
  return targets
}

function targetIsHere(target: string, error: string): Condition {
  return {
    type: 'condition',
    filter: 'dependency',
    question: { type: 'dependency', target },
    wanted: true,
    error,
    reason(cluster, slot) {
      const name = target.startsWith('/') ? target.slice(1) : target
      const namesakes = containersOn(cluster, slot).filter(
        (container) => container.name === name || container.otherNames?.includes(name),
      )
      if (namesakes.length < 2) return `the container '${target}' is not on this node`
      return `${namesakes.length} containers here are called '${name}', so the name finds none`
    },
  }
}

/** The dependencies as options of `docker run`, as the original's error names them. */
function flags({ volumesFrom, links, networkMode }: CompiledRequest): string {
  const options = [
    ...volumesFrom.map((volume) => `--volumes-from=${volume}`),
    ...links.map((link) => `--link=${link}`),
  ]
  if (networkMode.startsWith(containerNetwork)) options.push(`--net=${networkMode}`)
  return options.join(' ')
}

function beforeColon(text: string): string {
  const colon = text.indexOf(':')
  return colon < 0 ? text : text.slice(0, colon)
}
