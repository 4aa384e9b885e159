/** `docker stack deploy` and `docker stack rm`. */
import type { Action } from '../../../../model/action.ts'
import { readStackDeploy } from '../../../compose/stack.ts'
import type { CommandLine, OptionTable } from '../../../docker/options.ts'
import { refuse } from '../../../schema-values.ts'
import type { CommandContext } from '../../manager.ts'
import { registerStack } from '../services.ts'
import { Given } from './given.ts'

const deployOptions: OptionTable = {
  'compose-file': { type: 'value', short: 'c' },
  prune: { type: 'flag' },
  detach: { type: 'flag', short: 'd' },
  quiet: { type: 'flag', short: 'q' },
  'resolve-image': { type: 'value', ignored: 'images have no digests here' },
  'with-registry-auth': { type: 'flag', ignored: 'registries here ask for no password' },
}

export function readDeploy(line: CommandLine, { workspace }: CommandContext): readonly Action[] {
  const given = new Given(line, deployOptions)
  const files = given.all('compose-file').flatMap(({ text }) => text.split(','))
  const stack = nameOf(given)
  if (files.length === 0) given.missing(`${line.command} without a file`, '-c and a Compose file')
  const { place } = line
  const request = { files, stack: stack ?? '', prune: given.isSet('prune'), place }
  const action =
    files.length === 0 || stack === undefined ? undefined : readStackDeploy(request, workspace)
  if (action === undefined) {
    workspace.services.isComplete = false
    return []
  }
  registerStack(action, workspace)
  return [action]
}

export function readStackRemove(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, { detach: { type: 'flag', short: 'd' } })
  if (given.rest.length === 0)
    given.missing(`${line.command} without a name`, 'the name of a stack')
  const services = [...workspace.services.containers.keys()]
  return given.rest.map(({ text: stack, offset }): Action => {
    const isKnown = services.some((service) => service.startsWith(`${stack}_`))
    if (!isKnown && workspace.services.isComplete) {
      const says = `no earlier entry deploys a stack ${stack}`
      line.issues.warn({ place: line.place, offset, says })
    }
    return { type: 'stack.rm', stack }
  })
}

function nameOf(given: Given): string | undefined {
  const [name, extra] = given.rest
  if (extra !== undefined) given.refuse(extra, refuse('one name'))
  if (name === undefined) {
    given.missing(`${given.line.command} without a name`, 'a name for the stack')
    return undefined
  }
  if (/^[A-Za-z0-9][\w.-]*$/.test(name.text)) return name.text
  given.refuse(name, refuse('a name of letters, digits, dashes, dots and underscores'))
  return undefined
}
