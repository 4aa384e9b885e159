/**
 * What happens to the cluster from outside: a user's docker command, or something that breaks.
 * Nodes and configurations are indices into the model. Racks, zones, reboots and flapping are
 * already spelled out as single faults by the scenario compiler.
 */

import type { LinkChange, LinkRestore, SwarmAction } from './swarm-action.ts'

/** A fault of machines, or its end. */
export type NodeFault =
  /** The machine stops: containers stop, connections are refused. */
  | 'crash'
  /** The engine accepts connections and never answers; containers run on. */
  | 'freeze'
  /** The manager's connections are refused; containers run on. */
  | 'unreachable'
  /** The machine is up and reachable again. After a crash its containers are stopped. */
  | 'recover'

/** One container that `docker-compose up` or `scale` wants. */
export interface ComposeContainer {
  readonly service: string
  /** `project_service_1`. */
  readonly name: string
  readonly config: number
  /**
   * Networks that Compose connects it to once it is created, beside the one of its configuration: a container is
   * created with one network, and `docker network connect` adds the others (compose/service.py of Compose 1.6). No
   * decision of the manager reads them.
   */
  readonly networks?: readonly string[]
}

/** A network or volume of a project, with its full name: `project_default`. */
export interface ComposeResource {
  readonly name: string
  /** `''` leaves the choice to the manager: `overlay` for networks, `local` for volumes. */
  readonly driver: string
}

export type Action =
  | {
      readonly type: 'container.run'
      /** `''`: the engine invents a name. */
      readonly name: string
      /** Groups containers in tables and pictures; the name when the user gave no other. */
      readonly service: string
      readonly config: number
      /** False for `docker create`. */
      readonly start: boolean
    }
  | {
      readonly type:
        | 'container.start'
        | 'container.stop'
        | 'container.kill'
        | 'container.pause'
        | 'container.unpause'
        | 'container.inspect'
      readonly target: string
    }
  | {
      readonly type: 'container.rm'
      readonly target: string
      readonly force: boolean
      readonly volumes: boolean
    }
  | { readonly type: 'network.create'; readonly name: string; readonly driver: string }
  | { readonly type: 'volume.create'; readonly name: string; readonly driver: string }
  /** Creates and starts what is missing, one after the other, in dependency order. */
  | {
      readonly type: 'compose.up'
      readonly project: string
      readonly containers: readonly ComposeContainer[]
      /** Networks and volumes Compose creates first, if they are not there yet, in this order. */
      readonly networks?: readonly ComposeResource[]
      readonly volumes?: readonly ComposeResource[]
    }
  /** Brings one service to a number: `containers` lists all that shall exist. */
  | {
      readonly type: 'compose.scale'
      readonly project: string
      readonly service: string
      readonly containers: readonly ComposeContainer[]
    }
  | { readonly type: 'compose.down'; readonly project: string }
  | { readonly type: 'fault'; readonly fault: NodeFault; readonly nodes: readonly number[] }
  /** A machine is switched on and listed in discovery. */
  | { readonly type: 'node.join'; readonly nodes: readonly number[] }
  /** A machine is taken out of discovery; it and its containers run on. */
  | { readonly type: 'node.leave'; readonly nodes: readonly number[] }
  | { readonly type: 'manager.crash' | 'manager.recover'; readonly manager: number }
  /** Something done on the engine behind the manager's back. */
  | {
      readonly type: 'engine.create' | 'engine.stop' | 'engine.rm'
      readonly node: number
      readonly name: string
    }
  /** The next `count` creations on this engine fail with a server error. */
  | { readonly type: 'engine.failCreates'; readonly node: number; readonly count: number }
  /** The engine ends its event stream in an orderly way. */
  | { readonly type: 'engine.closeEvents'; readonly node: number }
  /** The machine is replaced by an empty one at the same address with another engine ID. */
  | { readonly type: 'engine.replace'; readonly node: number; readonly engineId: string }
  /** From now on every engine takes this long to create a container. */
  | { readonly type: 'engine.createTakes'; readonly durationUs: number }
  /** Swarm mode: commands, and connections between machines. */
  | SwarmAction
  | LinkChange
  | LinkRestore
