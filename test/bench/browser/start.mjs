/**
 * `npm run bench:browser -- [NAME ...] [--json FILE] [--folder DIR]`: builds the workbench (or takes
 * the built one in DIR), bundles the benchmarks, because Node 20 does not run TypeScript, and runs
 * them in a real Chromium.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/**
 * Inside node_modules, so that packages are found and nothing here is ever committed; as deep below
 * the repository as the sources, which look for the cached Chromium from where they are.
 */
const outDir = `${root}node_modules/.bench-browser`
const words = process.argv.slice(2)

if (!words.includes('--folder')) {
  const workbench = `${root}node_modules/.cache/bench-workbench/`
  await build({
    configFile: `${root}vite.config.ts`,
    mode: 'web',
    logLevel: 'warn',
    build: { outDir: workbench },
  })
  words.push('--folder', workbench)
}
await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { run: 'test/bench/browser/run.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
})
const { status } = spawnSync(process.execPath, [`${outDir}/run.js`, ...words], {
  stdio: 'inherit',
})
process.exitCode = status ?? 3
