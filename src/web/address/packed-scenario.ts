/**
 * A scenario of one's own as a word for an address: JSON, deflated, in the letters that an URL may
 * hold. Only files that the product does not bring itself are in it.
 */
import type { ScenarioFiles } from '../run/protocol.ts'
import { AddressError } from './address.ts'

/** What mail and chat programs pass on unharmed is about eight thousand letters in all. */
export const packedLengthMax = 6_000

/** A scenario is a few kilobytes: more than this is no scenario but a trap. */
const unpackedBytesMax = 2_000_000

/** The word, or nothing when it would be too long. */
export async function packScenario(
  { path, files }: ScenarioFiles,
  bundled: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const own = Object.entries(files).filter(([name, text]) => bundled[name] !== text)
  const json = JSON.stringify([path, Object.fromEntries(own)])
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer())
  // Four letters hold three bytes.
  if (bytes.length * 4 > packedLengthMax * 3) return undefined
  return lettersOf(bytes)
}

/** The scenario of a word, with the bundled files beside its own. Throws an AddressError. */
export async function unpackScenario(
  packed: string,
  bundled: Readonly<Record<string, string>>,
): Promise<ScenarioFiles> {
  const content = await jsonOf(packed)
  if (!Array.isArray(content)) throw damaged()
  const [path, own] = content as [unknown, unknown]
  if (typeof path !== 'string' || typeof own !== 'object' || own === null) throw damaged()
  const texts = Object.entries(own).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const files = { ...bundled, ...Object.fromEntries(texts) }
  if (files[path] === undefined) throw damaged()
  return { path, files }
}

function damaged(): AddressError {
  return new AddressError(
    'The scenario in it is damaged; perhaps a part of the address is missing.',
  )
}

async function jsonOf(packed: string): Promise<unknown> {
  try {
    const bytes = bytesOf(packed)
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return JSON.parse(await boundedText(inflated))
  } catch {
    throw damaged()
  }
}

async function boundedText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.length
    if (length > unpackedBytesMax) throw damaged()
    text += decoder.decode(value, { stream: true })
  }
}

/** Base 64 with the two letters that need no escape in an URL, and no filling. */
function lettersOf(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
