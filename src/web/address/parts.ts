/** Several words in one value of an address: `~` stands between them, and is written out within them. */

export function joinParts(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll('~', '%7E')).join('~')
}

export function splitParts(text: string): string[] {
  return text.split('~').map((part) => part.replaceAll('%7E', '~').replaceAll('%25', '%'))
}
