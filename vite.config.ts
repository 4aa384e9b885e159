/**
 * How the product is built and tested, in one place: `web` (the browser workbench, the default),
 * `node` (the command and the library) and the test projects. `src/cli/build.mjs` runs both builds.
 */
import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { offlinePlugin } from './src/cli/offline-plugin.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The workbench. Relative addresses, so that it works in any sub-folder of any server. */
const web: ViteUserConfig = {
  root: `${root}src/web`,
  publicDir: `${root}public`,
  base: './',
  cacheDir: `${root}node_modules/.vite`,
  // The sources it shares with the command line, and the scenarios, lie outside its own folder.
  server: { host: '127.0.0.1', fs: { allow: [root] } },
  worker: { format: 'es' },
  plugins: [offlinePlugin()],
  build: {
    outDir: `${root}dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // The workbench is served from the same machine: one larger file is better than many.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        // The first view reads the scenarios beside its own, too: one file instead of forty.
        codeSplitting: { groups: [{ name: 'scenarios', test: /[\\/]scenarios[\\/].*\.ya?ml/ }] },
      },
    },
  },
}

/** The command and the library: our code bundled, packages left to the package manager. */
const node: ViteUserConfig = {
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: `${root}dist/node`,
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { reberth: `${root}src/cli/main.ts`, index: `${root}src/index.ts` },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
}

const views = 'test/browser/views-*.test.ts'

/** Tests in a browser: one Chromium at a time, because two cores are few. */
function browserProject(name: string, include: string[], exclude: string[]) {
  return {
    test: {
      name,
      environment: 'node' as const,
      include,
      exclude,
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 180_000,
    },
  }
}

const test: ViteUserConfig = {
  root,
  publicDir: false,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**'],
          testTimeout: 60_000,
          // Programs that a test has started may take long to end on a busy machine.
          hookTimeout: 60_000,
        },
      },
      browserProject('smoke', ['test/browser/**/*.smoke.test.ts'], []),
      browserProject('browser', ['test/browser/**/*.test.ts'], ['**/*.smoke.test.ts', views]),
      browserProject('views', [views], []),
    ],
  },
}

export default defineConfig(({ mode }) => (mode === 'test' ? test : mode === 'node' ? node : web))
