/**
 * `npm run bench -- [NAME ...] [--json FILE]`: bundles the benchmarks as the product is
 * bundled, because Node 20 does not run TypeScript, and runs them in a process of their own.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Inside node_modules, so that packages are found and nothing here is ever committed. */
const outDir = `${root}node_modules/.cache/bench`

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
      // Runs that are measured in a process of their own are a program of their own.
      input: { run: 'test/bench/run.ts', 'cluster-process': 'test/bench/cluster-process.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
})
const { status } = spawnSync(process.execPath, [`${outDir}/run.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 3
