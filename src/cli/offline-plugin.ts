/**
 * Writes the service worker of a build: its own text, with the list of the build's files and their
 * digest in front. It runs after everything else has been written, and never in `vite dev`.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const source = fileURLToPath(new URL('../web/offline/service-worker.js', import.meta.url))

/** What a page never asks for, and what differs from server to server. */
const left = /\.map$|^session\/|^service-worker\.js$/

export function offlinePlugin(): Plugin {
  return {
    name: 'reberth-offline',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir }) {
      if (dir === undefined) return
      writeFileSync(join(dir, 'service-worker.js'), serviceWorkerOf(dir))
    },
  }
}

/** The service worker for the files in this folder. */
export function serviceWorkerOf(folder: string): string {
  const files = filesIn(folder)
    .filter((file) => !left.test(file))
    .sort((one, other) => (one < other ? -1 : 1))
  const digest = createHash('sha256')
  for (const file of files) digest.update(`${file}\n`).update(readFileSync(join(folder, file)))
  const text = readFileSync(source, 'utf8')
  // A changed worker is a changed build, too.
  const build = digest.update(text).digest('hex').slice(0, 16)
  return `const BUILD = ${JSON.stringify(build)}\nconst FILES = ${JSON.stringify(files)}\n${text}`
}

function filesIn(folder: string, within = ''): string[] {
  return readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const path = within === '' ? entry.name : `${within}/${entry.name}`
    return entry.isDirectory() ? filesIn(folder, path) : [path]
  })
}
