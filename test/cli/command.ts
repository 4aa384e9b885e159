/** Runs the built command as a person would, in an empty folder of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const command = fileURLToPath(new URL('../../dist/node/reberth.js', import.meta.url))

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Workplace {
  readonly folder: string
  /** Writes a file and returns its path. */
  file(name: string, content: string | Uint8Array): string
  /** Runs `reberth` there, with no terminal and no colour. */
  reberth(...args: readonly string[]): Ended
  close(): void
}

export function createWorkplace(): Workplace {
  if (!existsSync(command)) throw new Error('the command is not built: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'reberth-cli-'))
  return {
    folder,
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    reberth(...args) {
      const { FORCE_COLOR: _, ...env } = process.env
      const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...env, NO_COLOR: '1' },
      })
      return { status, stdout, stderr }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** node-2 dies with `db`, which is bound to it, and with a part of `web`, which is not. */
export const nodeDies = `
name: A node dies
seed: 7
until: 20m
nodes:
  - { name: "node-{1..3}", cpus: 4, memory: 8g, images: [nginx, postgres] }
timeline:
  - { at: 1s, docker: "run -d --name db -m 512m -e reschedule:on-node-failure -e constraint:node==node-2 postgres" }
  - { at: 2s, docker: "run -d --name web-{1..6} -m 512m -e reschedule:on-node-failure nginx", service: web }
  - { at: 30s, fault: crash, node: node-2 }
  - { at: 10m, fault: recover, node: node-2 }
expect:
  - { that: "running(web) >= 4", always: true, except: 10s }
  - { that: "running(web) == 6", at: end }
`
