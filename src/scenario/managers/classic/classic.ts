/** Classic Swarm 1.1: what a scenario can say of it. */
import { containerStates, engineStates } from '../../../model/states.ts'
import { openApp, startApp } from '../../compose/apps.ts'
import { readComposeCommand } from '../../compose/command.ts'
import { ProjectRegister } from '../../compose/projects.ts'
import { appStartUs, engineLabels } from '../../defaults.ts'
import type { CommandLine } from '../../docker/options.ts'
import type { AppEntry } from '../../schema.ts'
import type { Placed } from '../../sections.ts'
import { inside } from '../../text/place.ts'
import type { Workspace } from '../../workspace.ts'
import type { Apps, ManagerInput, NodeWords, SwarmContext } from '../manager.ts'
import { registerManagers } from '../named.ts'
import { classicCommandNames, classicCommands } from './commands.ts'
import { cutClassic, restoreClassic } from './cuts.ts'
import { type ClassicEntry, classicSchema } from './schema.ts'
import { checkClassic, classicSettings } from './settings.ts'
import { whyNotClassic } from './why-not.ts'

export const classic: ManagerInput = {
  type: 'classic',
  title: 'classic Swarm',
  swarmSchema: classicSchema,
  nodeShape: {},
  labelKeys: ['labels'],
  whyNot: whyNotClassic,

  readSwarm(entry: ClassicEntry, context: SwarmContext) {
    checkClassic(entry, context.place, context.issues)
    registerManagers(entry.managers ?? 1, context, (_, usual) => usual)
    return {
      allowSlash: entry.slash === 'original',
      settings: () => classicSettings(entry, context.managers.specs),
    }
  },

  checkNode(entry, place, issues) {
    for (const key of Object.keys(entry.labels ?? {})) {
      if (key === key.toLowerCase()) continue
      const says = `no constraint can match the label ${key}: classic Swarm puts keys into lower case`
      issues.warn({ place: inside(place, 'labels', key), spot: 'key', says })
    }
  },
  describeNode: ({ labels }: NodeWords) => ({ labels: { ...engineLabels, ...labels('labels') } }),
  registerJoined: () => {},

  commands: classicCommands,
  commandNames: classicCommandNames,
  dockerKeys: ['service', 'every'],
  openApps: openProjects,
  leave: (nodes) => ({ type: 'node.leave', nodes }),

  cut: cutClassic,
  restore: restoreClassic,
  impossibleOnEngines: {},
  behaviourIgnored: 'what containers do by themselves is followed in swarm mode only',

  claims: { questions: {}, nodeStates: engineStates, containerStates },
}

function openProjects(apps: readonly Placed<AppEntry>[], workspace: Workspace): Apps {
  const projects = new ProjectRegister(workspace)
  const opened = apps.map((app) => ({ app, project: openApp(app, projects, workspace) }))
  return {
    starts: opened.map(({ app, project }) => ({
      atUs: app.entry.at ?? appStartUs,
      read: () => (project === undefined ? [] : startApp(app, project, projects)),
    })),
    readCompose: (line: CommandLine) => readComposeCommand(line, projects, workspace),
  }
}
