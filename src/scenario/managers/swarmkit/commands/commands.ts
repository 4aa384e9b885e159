/** The docker commands that swarm mode knows: those that change something. */
import { inside } from '../../../text/place.ts'
import type { CommandReader } from '../../manager.ts'
import { readNodeDemote, readNodePromote, readNodeRemove, readNodeUpdate } from './node-commands.ts'
import { readNetworkCreate, readObjectRemove, readSecretCreate } from './objects.ts'
import { readServiceCreate } from './service-create.ts'
import {
  readServiceRemove,
  readServiceRollback,
  readServiceScale,
  readServiceUpdate,
} from './service-update.ts'
import { readDeploy, readStackRemove } from './stack-commands.ts'
import {
  certificateOptions,
  readInert,
  readInit,
  readJoin,
  readLeave,
  readSwarmUpdate,
  refuseLocks,
  tokenOptions,
} from './swarm-commands.ts'

/** Commands that any client can send to any manager. */
const clientCommands: Readonly<Record<string, CommandReader>> = {
  'service create': readServiceCreate,
  'service update': readServiceUpdate,
  'service scale': readServiceScale,
  'service rollback': readServiceRollback,
  'service rm': readServiceRemove,
  'stack deploy': readDeploy,
  'stack rm': readStackRemove,
  'node update': readNodeUpdate,
  'node promote': readNodePromote,
  'node demote': readNodeDemote,
  'node rm': readNodeRemove,
  'secret create': (line, context) => readSecretCreate('secret', line, context),
  'secret rm': (line, context) => readObjectRemove('secret', line, context),
  'config create': (line, context) => readSecretCreate('config', line, context),
  'config rm': (line, context) => readObjectRemove('config', line, context),
  'network create': readNetworkCreate,
  'network rm': (line, context) => readObjectRemove('network', line, context),
}

/** Commands for which it matters on which machine they are typed. */
const machineCommands: Readonly<Record<string, CommandReader>> = {
  'swarm init': readInit,
  'swarm update': readSwarmUpdate,
  'swarm join': readJoin,
  'swarm leave': readLeave,
  'swarm join-token': (line) => readInert('joining needs no token here', tokenOptions, line),
  'swarm ca': (line) => readInert('certificates are not followed', certificateOptions, line),
  'swarm unlock': refuseLocks,
  'swarm unlock-key': refuseLocks,
}

export const swarmkitCommands: Readonly<Record<string, CommandReader>> = {
  ...Object.fromEntries(
    Object.entries(clientCommands).map(([name, read]) => [name, sentByAnyone(name, read)]),
  ),
  ...machineCommands,
}

function sentByAnyone(name: string, read: CommandReader): CommandReader {
  return (line, context) => {
    const { entry, entryPlace, workspace } = context
    if (entry.node !== undefined) {
      workspace.issues.error({
        place: inside(entryPlace, 'node'),
        spot: 'key',
        found: `the key node with docker ${name}`,
        expected: `it only with ${Object.keys(machineCommands).slice(0, 4).join(', ')}`,
      })
    }
    return read(line, context)
  }
}
