/**
 * Compares what the browser shows with a picture that is kept in the repository.
 *
 * `REBERTH_PICTURES=update` writes what is seen; CONTRIBUTING.md says when and how.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { encodePalettePng } from './palette-png.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const stored = join(repository, 'test/browser/pictures')
const written = join(repository, 'node_modules/.cache/pictures')

/**
 * A pixel counts as different from a tenth of the way from black to white on, as the eye sees it: above what
 * storing changes (3 %, see palette-png.ts). Pixels at the edge of a letter or a line, which other processors
 * may round otherwise, do not count.
 */
const pixelThreshold = 0.1

/** One pixel in five thousand: 320 at 1600x1000 and 65 on a phone, which is less than a word of five letters. */
const shareMax = 1 / 5_000

/**
 * What is wrong with the picture, in a sentence; nothing when it is as stored.
 *
 * @param name of the stored file, without its ending
 * @param actual the screenshot as a PNG
 */
export function pictureProblem(name: string, actual: Buffer): string | undefined {
  const seen = PNG.sync.read(actual)
  const file = join(stored, `${name}.png`)
  if (process.env.REBERTH_PICTURES === 'update') return update(file, seen)
  if (!existsSync(file)) {
    const { actual: path } = keep(name, { actual: seen })
    return `${name}: no picture is stored. What was seen is in ${path}; REBERTH_PICTURES=update stores it`
  }
  const expected = PNG.sync.read(readFileSync(file))
  const { width, height } = seen
  if (expected.width !== width || expected.height !== height) {
    const paths = keep(name, { actual: seen, expected })
    const sizes = `${width}x${height} instead of ${expected.width}x${expected.height}`
    return `${name}: the picture is ${sizes}. ${inWords(paths)}`
  }
  const { count, share, difference, isAlike } = compare(expected, seen)
  if (isAlike) return undefined
  const paths = keep(name, { actual: seen, expected, difference })
  const percent = `${(100 * share).toFixed(3)} %`
  const allowed = `${(100 * shareMax).toFixed(3)} %`
  return `${name}: ${percent} of the picture differ (${count} pixels); ${allowed} may. ${inWords(paths)}`
}

/** Two pictures of one size: how much of them differs, and where. */
export function compare(expected: PNG, seen: PNG) {
  const { width, height } = seen
  const difference = new PNG({ width, height })
  const options = { threshold: pixelThreshold }
  const count = pixelmatch(expected.data, seen.data, difference.data, width, height, options)
  const share = count / (width * height)
  return { count, share, difference, isAlike: share <= shareMax }
}

/** A file whose picture is still right stays as it is, so that an update shows what has changed. */
function update(file: string, seen: PNG): undefined {
  mkdirSync(stored, { recursive: true })
  const bytes = encodePalettePng(seen)
  if (!existsSync(file) || !readFileSync(file).equals(bytes)) writeFileSync(file, bytes)
}

type Kept = Readonly<Record<string, PNG>>

/** Writes pictures for whoever wants to see what differs, and says where. */
function keep(name: string, pictures: Kept): Record<string, string> {
  mkdirSync(written, { recursive: true })
  const paths: Record<string, string> = {}
  for (const kind of ['actual', 'expected', 'difference']) {
    const file = join(written, `${name}.${kind}.png`)
    rmSync(file, { force: true })
    if (!(kind in pictures)) continue
    writeFileSync(file, encodePalettePng(pictures[kind]))
    paths[kind] = relative(repository, file)
  }
  return paths
}

function inWords(paths: Readonly<Record<string, string>>): string {
  return Object.entries(paths)
    .map(([kind, path]) => `${kind}: ${path}`)
    .join(', ')
}
