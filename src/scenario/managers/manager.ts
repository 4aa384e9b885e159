/**
 * What a scenario can say differs between managers: the keys under `swarm:` and at nodes, the docker
 * commands, the faults and the claims. Each manager is one folder beside this file and one line in the
 * registry; everything else asks the manager of the scenario.
 */

import type { Action } from '../../model/action.ts'
import type { ManagerSettings, ManagerType, NodeSpec, TimelineEntry } from '../../model/model.ts'
import type { LinkChange } from '../../model/swarm-action.ts'
import type { CommandLine } from '../docker/options.ts'
import type { IssueList } from '../issue-list.ts'
import type { NodeRegister } from '../nodes.ts'
import type { AppEntry, EventEntry, NodeEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import type { Place } from '../text/place.ts'
import type { Link } from '../timeline/links.ts'
import type { Workspace } from '../workspace.ts'
import type { z } from '../zod.ts'
import type { ManagerRegister } from './register.ts'

export interface ManagerInput {
  readonly type: ManagerType
  /** As sentences name it: `classic Swarm`. */
  readonly title: string
  /** All of `swarm:`. */
  readonly swarmSchema: z.ZodObject
  /** Keys of a node beside those that every manager knows. */
  readonly nodeShape: z.ZodRawShape
  /** Why a key, a command, a question of another manager means nothing to this one. */
  readonly whyNot: Readonly<Record<string, string>>

  /** What `swarm:` says, checked already; `{}` if there is none. */
  readSwarm(entry: unknown, context: SwarmContext): SwarmReading
  /** Keys of a node that hold labels. */
  readonly labelKeys: readonly string[]
  /** Looks at an entry once, however many nodes it makes. */
  checkNode(entry: NodeEntry, place: Place, issues: IssueList): void
  describeNode(words: NodeWords): Pick<NodeSpec, 'labels' | 'swarm'>
  /** Machines that join later are known. */
  registerJoined(nodes: readonly number[], atUs: number, place: Place, workspace: Workspace): void

  /** Docker commands by their words, `service create`, and the names that a message lists. */
  readonly commands: Readonly<Record<string, CommandReader>>
  readonly commandNames: readonly string[]
  /** Keys that may stand beside `docker`. */
  readonly dockerKeys: readonly string[]
  openApps(apps: readonly Placed<AppEntry>[], workspace: Workspace): Apps
  /** `leave:` of the timeline. */
  leave(nodes: readonly number[]): Action

  /** What a change of connections becomes; nothing if it cannot be, which is then among the issues. */
  cut(
    change: LinkChange,
    when: { readonly place: Place; readonly atUs: number },
    workspace: Workspace,
  ): Action | undefined
  /** What ends these changes; their indices in the timeline are put in once it is sorted. */
  restore(links: readonly Link[]): Action
  /** Things that cannot be done on an engine itself, with the reason. */
  readonly impossibleOnEngines: Readonly<Record<string, string>>
  /** Why what containers do by themselves is ignored; `''` if it is not. */
  readonly behaviourIgnored: string

  readonly claims: ClaimWords
}

export interface SwarmContext {
  readonly place: Place
  readonly issues: IssueList
  readonly nodes: NodeRegister
  /** Those that are there from the start are put in here. */
  readonly managers: ManagerRegister
}

export interface SwarmReading {
  /** `swarm: {slash: original}`. */
  readonly allowSlash: boolean
  /** Asked once the timeline is read, which may bring more managers. */
  settings(): ManagerSettings
}

/** One machine of an entry, ranges spelled out. */
export interface NodeWords {
  readonly entry: NodeEntry
  readonly zone: string
  readonly rack: string
  /** The labels under a key of the entry, for this machine. */
  labels(key: string): Readonly<Record<string, string>>
}

export type CommandReader = (line: CommandLine, context: CommandContext) => readonly Action[]

export interface CommandContext {
  readonly workspace: Workspace
  readonly entry: EventEntry
  /** Place of the whole entry. */
  readonly entryPlace: Place
  readonly readCompose: ComposeReader
}

/** What reads the rest of a `docker compose` or `docker-compose` line. */
export type ComposeReader = (line: CommandLine) => readonly Action[]

/** `apps:`, ready to be brought up, each when its time has come. */
export interface Apps {
  readonly starts: readonly { readonly atUs: number; read(): readonly TimelineEntry[] }[]
  readonly readCompose: ComposeReader
}

/** The words of claims. */
export interface ClaimWords {
  /** Questions beside those that every manager answers, with the kind of their answer. */
  readonly questions: Readonly<Record<string, AnswerKind>>
  readonly nodeStates: readonly string[]
  readonly containerStates: readonly string[]
}

export type AnswerKind = 'number' | 'duration' | 'word'
