/** The package this program belongs to: its version, and where its files are. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// From `src/cli` and from `dist/node` alike, the package's folder is two levels up.
const root = new URL('../../', import.meta.url)

export const packageFolder = fileURLToPath(root)

export const { version, description } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
) as { readonly version: string; readonly description: string }

/** The workbench, built by Vite. */
export const workbenchFolder = fileURLToPath(new URL('dist/web/', root))

/** What `npm start` shows when no scenario is named. */
export const defaultScenario = fileURLToPath(new URL('scenarios/node-failure.yaml', root))
