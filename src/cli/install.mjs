/**
 * Gets a fresh clone ready: the right Node, and the packages that the lock file names. Plain
 * JavaScript on Node's built-in modules, because it runs before anything is installed. Both
 * `npm start` and `npm test` begin here.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Vite and the type stripping of tests need it; see "engines" in package.json. */
const nodeMin = [20, 19]

/** Ends the program with a sentence when Node is too old to go on. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node)
  if (problem === undefined) return
  console.error(problem)
  process.exit(2)
}

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} what is wrong with it, if anything
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [majorMin, minorMin] = nodeMin
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return undefined
  return `Reberth needs Node ${nodeMin.join('.')} or newer, and this is Node ${version}. Get a newer one from https://nodejs.org/.`
}

/** Installs with `npm ci` unless the packages are those of the lock file; ends the program if that fails. */
export function ensureInstalled() {
  const reason = installReason(repository)
  if (reason === undefined) return
  console.error(`Installing the packages of package-lock.json (${reason}) ...`)
  const startedMs = Date.now()
  const { status } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status !== 0) {
    console.error('npm ci failed, see above. Nothing can run without its packages.')
    process.exit(status || 3)
  }
  console.error(`Installed in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`)
}

/**
 * Why packages must be installed, or nothing when they are all there. npm records what it put
 * into `node_modules` in a hidden lock file, which is compared with the one in the repository.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function installReason(folder) {
  const installedFile = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return 'none are installed yet'
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const installed = packagesOf(installedFile)
  for (const [path, { version, integrity, optional, devOptional }] of Object.entries(wanted)) {
    if (path === '') continue // The project itself.
    const found = installed[path]
    if (found === undefined) {
      // Packages for other systems than this one are named in the lock file and left out by npm.
      if (optional || devOptional) continue
      return `${path} is missing`
    }
    if (found.version !== version) return `${path} is ${found.version}, not ${version}`
    if (found.integrity !== integrity) return `${path} has another checksum`
    if (!existsSync(join(folder, path))) return `${path} is gone`
  }
  return undefined
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}

/** @param {string[]} args */
function npm(args) {
  // The npm that runs us, if one does: it need not be the one on the path.
  const script = process.env.npm_execpath
  // What npm says on the way is progress, not output: it must not mix with the story.
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: repository, stdio: ['ignore', 2, 2] }
  if (script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}
