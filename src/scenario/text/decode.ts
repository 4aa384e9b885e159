/** From the bytes of a file to text, with a helpful word when the file is no text at all. */

/** Larger files are refused: a scenario is written by people. */
export const bytesMax = 5 * 1024 * 1024

export type Decoded =
  | { readonly text: string }
  | { readonly found: string; readonly expected: string }

const signatures: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a zip archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x7fELF', 'a program'],
  ['\xff\xfe', 'UTF-16 text'],
  ['\xfe\xff', 'UTF-16 text'],
]

export function decodeText(content: string | Uint8Array): Decoded {
  const expected = 'a YAML text file in UTF-8'
  if (content.length > bytesMax) {
    return { found: `${content.length} bytes`, expected: `at most ${bytesMax} bytes` }
  }
  const head = headOf(content)
  const known = signatures.find(([signature]) => head.startsWith(signature))
  if (known !== undefined) return { found: known[1], expected }
  const text = typeof content === 'string' ? content : utf8(content)
  if (text === undefined || hasControlCharacter(text)) return { found: 'a binary file', expected }
  if (text.trim() === '') return { found: 'an empty file', expected }
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text }
}

function headOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content.slice(0, 4)
  return String.fromCharCode(...content.subarray(0, 4))
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined // The decoder has no other way to say "not UTF-8".
  }
}

/** YAML allows no control characters but tab, line feed, carriage return and next line. */
function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true
    if (code === 127 || code === 0xfffd) return true
  }
  return false
}
