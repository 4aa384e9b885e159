/**
 * A real Chromium for the browser tests: the one that `CHROME_PATH` names, else one of this
 * machine, else the one inside the package @sparticuz/chromium, which needs no system package.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

/** Where distributions and installers put Chromium and Chrome. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Tests run as root in containers, where the sandbox cannot start, and talk to this machine only. */
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

interface Found {
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Where the packaged Chromium runs. */
export const hasPackagedChromium = process.platform === 'linux'

/**
 * Starts a Chromium without a window. Close it when done.
 *
 * @param which `packaged`: the one inside the package, whatever else there is, because another version or
 *   other fonts draw other pixels
 */
export async function launchChromium(which: 'any' | 'packaged' = 'any'): Promise<Browser> {
  const isPackaged = which === 'packaged' && hasPackagedChromium
  const { executablePath, args, env } = await (isPackaged ? packagedChromium() : findChromium())
  return chromium.launch({
    executablePath,
    args: [...quiet, ...args],
    env: { ...definedEnvironment(), ...env },
    headless: true,
  })
}

/** Opens a page. The packaged Chromium's own locale is one that `Intl` refuses. */
export async function openPage(browser: Browser) {
  const context = await browser.newContext({ locale: 'en-US' })
  return context.newPage()
}

async function findChromium(): Promise<Found> {
  const named = process.env.CHROME_PATH
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist`)
    return { executablePath: named, args: [], env: {} }
  }
  const found = usualPlaces.find((path) => existsSync(path))
  return found === undefined ? packagedChromium() : { executablePath: found, args: [], env: {} }
}

/**
 * The packaged Chromium, unpacked once (about 200 MB) beside the other caches of node_modules.
 * The package is made for a cloud service and asks the environment where it runs: saying so makes
 * it unpack the system libraries that a bare machine lacks, too.
 */
async function packagedChromium(): Promise<Found> {
  const folder = await unpacked()
  // Its own list of font folders names places of that cloud service; without fonts text has no size.
  const fonts = join(folder, 'fonts')
  const fontList = `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`
  writeFileSync(join(fonts, 'fonts.conf'), `<?xml version="1.0"?>\n${fontList}\n`)
  return {
    executablePath: join(folder, 'chromium'),
    args: [
      '--no-zygote',
      '--font-render-hinting=none',
      '--use-gl=angle',
      '--use-angle=swiftshader',
    ],
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: fonts,
    },
  }
}

async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packageFile = join(entry.slice(0, entry.lastIndexOf('build')), 'package.json')
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  const caches = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
  const folder = join(caches, `chromium-${version}`)
  if (existsSync(folder)) return folder

  mkdirSync(dirname(folder), { recursive: true })
  // Unpacked aside and then renamed: an interrupted attempt must not look like a finished one.
  const aside = mkdtempSync(`${folder}-`)
  const before = { ...process.env }
  process.env.TMPDIR = aside
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  try {
    // Imported here, because it reads the environment while it loads.
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // Else another process was faster, which is as good.
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
  return folder
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
