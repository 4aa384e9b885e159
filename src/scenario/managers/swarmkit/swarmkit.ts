/** Swarm mode, as in today's Docker Engine: what a scenario can say of it. */
import { swarmNodeStates, taskStateNames } from '../../../model/swarm-mode.ts'
import type { ManagerInput, SwarmContext } from '../manager.ts'
import { openStacks } from './apps.ts'
import { swarmkitCommands } from './commands/commands.ts'
import { cutLinks, restoreLinks } from './cuts.ts'
import { registerFirst, registerJoined } from './members.ts'
import { describeSwarmNode } from './nodes.ts'
import { nodeShape, type SwarmkitEntry, swarmkitSchema } from './schema.ts'
import { checkSwarmkit, swarmkitSettings } from './settings.ts'
import { whyNotSwarmkit } from './why-not.ts'

export const swarmkit: ManagerInput = {
  type: 'swarmkit',
  title: 'swarm mode',
  swarmSchema: swarmkitSchema,
  nodeShape,
  labelKeys: ['labels', 'engine-labels'],
  whyNot: whyNotSwarmkit,

  readSwarm(entry: SwarmkitEntry, context: SwarmContext) {
    checkSwarmkit(entry, context)
    registerFirst(entry.managers, context)
    return {
      allowSlash: true,
      settings: () => swarmkitSettings(entry, context.managers.specs),
    }
  },
  checkNode: () => {},
  describeNode: describeSwarmNode,
  registerJoined,

  commands: swarmkitCommands,
  commandNames: Object.keys(swarmkitCommands),
  dockerKeys: ['every', 'node'],
  openApps: openStacks,
  leave: (nodes) => ({ type: 'swarm.leave', nodes, force: false }),

  cut: cutLinks,
  restore: restoreLinks,
  impossibleOnEngines: {
    create: 'swarm mode does not see containers that it did not start',
    'close-events': 'swarm mode’s managers do not listen to the events of engines',
    replace: 'a new machine joins with join: and another name',
  },
  behaviourIgnored: '',

  claims: {
    questions: {
      update: 'word',
      leader: 'word',
      desired: 'number',
      tasks: 'number',
      failed: 'number',
    },
    nodeStates: swarmNodeStates,
    // REMOVE is only ever desired.
    containerStates: [...taskStateNames.filter((name) => name !== 'remove'), 'none'],
  },
}
