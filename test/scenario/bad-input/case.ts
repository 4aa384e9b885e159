/** One wrong input and the lines a person reads about it, with short ways to write inputs. */
import type { Files } from '../compile-text.ts'

export interface Case {
  readonly title: string
  readonly input: string | Uint8Array
  readonly files?: Files
  readonly set?: readonly string[]
  readonly says: readonly string[]
}

export const node = 'nodes: [{ name: node-1 }]\n'
export const three = 'nodes: [{ name: "node-{1..3}", rack: "r{1..3}", zone: a }]\n'
export const at = (...entries: readonly string[]) =>
  `timeline:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`
export const run = (line: string) => `${node}${at(`{ at: 1s, docker: ${JSON.stringify(line)} }`)}`
export const claim = (line: string) =>
  `${three}${at('{ at: 1s, docker: run --name db redis }')}expect:\n  - { that: ${JSON.stringify(line)} }\n`
export const app = `${node}apps: [{ compose: shop.yml }]\n`

/** Swarm mode with two tasks of a service, and one more line. */
export const swarm = 'swarm: { manager: swarmkit }\n'
const web = '{ at: 1s, docker: service create --name web --replicas 2 nginx }'
export const swarmLine = (line: string, more = '') =>
  swarm + three + at(web, `{ at: 2s, docker: ${JSON.stringify(line)}${more} }`)
export const swarmClaim = (line: string) =>
  `${swarm}${three}${at(web)}expect:\n  - { that: ${JSON.stringify(line)} }\n`
