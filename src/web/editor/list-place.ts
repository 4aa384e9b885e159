/** Where a whole entry of a list of the root can be written: by the lines, as the text is no YAML yet. */

export interface ListPlace {
  readonly section: string
  /** The dash of the entry is there already. */
  readonly hasDash: boolean
}

/** Nothing where a word from `from` to `to` is not alone in its line, or stands deeper than the entries. */
export function listPlace(text: string, from: number, to: number): ListPlace | undefined {
  const lineFrom = text.lastIndexOf('\n', from - 1) + 1
  const lead = /^( *)(- +)?$/.exec(text.slice(lineFrom, from))
  if (lead === null || !/^[^\S\n]*(#.*)?$/m.test(restOfLine(text, to))) return undefined
  const [, indent = '', dash] = lead
  const above = text.slice(0, lineFrom).split('\n')
  const headAt = above.findLastIndex((line) => /^[^\s#-]/.test(line))
  const [, section] = /^(\w+):\s*(#.*)?$/.exec(above[headAt] ?? '') ?? []
  if (section === undefined) return undefined
  // The dashes of its entries stand in one column.
  const others = [...above.slice(headAt + 1), ...text.slice(to).split('\n').slice(1)]
  const first = /^ *(?=-)/.exec(others.find((line) => /^ *-\s/.test(line)) ?? '')?.[0]
  const isAlone = !above.slice(headAt + 1).some((line) => /^ *-\s/.test(line))
  if (isAlone ? indent === '' && dash === undefined : first !== indent) return undefined
  return { section, hasDash: dash !== undefined }
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from)
  return text.slice(from, end < 0 ? undefined : end)
}
