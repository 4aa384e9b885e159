/**
 * Builds what runs: the workbench into `dist/web`, the command and the library into `dist/node`
 * and, when called with `--types`, the library's types into `dist/types`. Vite does the work; this
 * file says what is built, and when a build is out of date. Plain JavaScript, because it runs
 * before anything is built.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { repository } from './install.mjs'

/** What a build depends on. */
const sources = [
  'src',
  'public',
  'scenarios',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Written last, and dated with the start of the build: what changed meanwhile is newer. */
const stamp = 'dist/.built'

/** Builds the workbench, the command and the library. Throws if that fails. */
export async function build() {
  const startedAt = new Date()
  const vite = await import('vite')
  const stampFile = join(repository, stamp)
  rmSync(stampFile, { force: true })
  for (const mode of ['web', 'node']) {
    await vite.build({
      configFile: join(repository, 'vite.config.ts'),
      mode,
      logLevel: 'warn',
    })
  }
  writeFileSync(stampFile, '')
  utimesSync(stampFile, startedAt, startedAt)
}

/** Builds only if the last build is older than the sources, or there is none. */
export async function ensureBuilt() {
  if (isBuilt(repository)) return
  console.error('Building the command and the workbench ...')
  const startedMs = Date.now()
  await build()
  console.error(`Built in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`)
}

/**
 * Whether the last build is as new as everything it was made of.
 *
 * @param {string} folder
 */
export function isBuilt(folder) {
  const builtMs = statSync(join(folder, stamp), { throwIfNoEntry: false })?.mtimeMs
  if (builtMs === undefined) return false
  return sources.every((name) => newestMs(join(folder, name)) <= builtMs)
}

/**
 * The last change in a file or folder. Folders count too, because a deleted file leaves no other
 * mark.
 *
 * @param {string} path
 * @returns {number}
 */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stat.mtimeMs,
  )
}

/** Writes the library's type declarations; returns whether TypeScript was content. */
function buildTypes() {
  rmSync(join(repository, 'dist/types'), { recursive: true, force: true })
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: repository,
    stdio: 'inherit',
  })
  return status === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build()
  if (process.argv.includes('--types') && !buildTypes()) process.exitCode = 1
}
