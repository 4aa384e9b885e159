/** `npm start` hands over to the built command, and ends as it does. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('what stands after -- reaches the start command, and its exit code comes back', () => {
  const bootstrap = run('src/cli/start.mjs', ['--no-such-option'])
  const command = run('dist/node/reberth.js', ['start', '--no-such-option'])

  expect(bootstrap.stderr).toContain("unknown option '--no-such-option'")
  expect(bootstrap.status).toBe(command.status)
  expect(bootstrap.status).not.toBe(0)
})

function run(program: string, args: readonly string[]) {
  const path = fileURLToPath(new URL(`../../${program}`, import.meta.url))
  return spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' })
}
