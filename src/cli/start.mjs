/**
 * `npm start`: from a fresh clone to a running simulation. Installs and builds what is missing,
 * then hands over to the `start` command with everything that was typed after `--`. Plain
 * JavaScript on Node's built-in modules, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, repository, requireNode } from './install.mjs'

requireNode()
ensureInstalled()
// Imported late: an old Node must meet the sentence above and not a syntax error.
const { ensureBuilt } = await import('./build.mjs')
await ensureBuilt()

const command = join(repository, 'dist/node/reberth.js')
const child = spawn(
  process.execPath,
  ['--enable-source-maps', command, 'start', ...process.argv.slice(2)],
  { cwd: folderOfPerson(), stdio: 'inherit' },
)
// The terminal sends Ctrl-C to both; the command decides how to end, and we end as it did.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
})

/** Paths are meant from where the person stands; npm moves to the repository, and says from where. */
function folderOfPerson() {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  return script === 'start' && folder !== undefined ? folder : process.cwd()
}
