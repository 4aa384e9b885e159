/** The docker commands that swarm mode knows: those that change something. */
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

export const swarmkitCommands: Readonly<Record<string, CommandReader>> = {
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
  'swarm init': readInit,
  'swarm update': readSwarmUpdate,
  'swarm join': readJoin,
  'swarm leave': readLeave,
  'swarm join-token': (line) => readInert('joining needs no token here', tokenOptions, line),
  'swarm ca': (line) => readInert('certificates are not followed', certificateOptions, line),
  'swarm unlock': refuseLocks,
  'swarm unlock-key': refuseLocks,
}
