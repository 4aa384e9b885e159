/**
 * The JSON lists in Swarm's labels, read and written the way the original's language does it. It
 * keeps what it can use of a list and ignores silently what is no list at all.
 */

/** Entries that are not text become empty text; anything but a list of JSON gives no entries. */
export function readStringList(json: string): readonly string[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // Not JSON is a legal input here: the original ignores it without a word.
    return []
  }
  if (!Array.isArray(value)) return []
  return value.map((entry: unknown) => (typeof entry === 'string' ? wellFormed(entry) : ''))
}

/** Compact JSON; the characters that matter to HTML are escaped, as the original's encoder does. */
export function writeStringList(list: readonly string[]): string {
  return JSON.stringify(list)
    .replace(/[<>&\u2028\u2029]/g, unicodeEscape)
    .replace(/(?<!\\)((?:\\\\)*)\\([bf])/g, (_, before: string, letter: string) =>
      letter === 'b' ? `${before}\\u0008` : `${before}\\u000c`,
    )
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Half a surrogate pair is no text in the original; it reads as the replacement character. */
function wellFormed(text: string): string {
  return text.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  )
}
