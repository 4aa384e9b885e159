/**
 * Variables in Compose files: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`, `${NAME:+other}`,
 * `$NAME`, and `$$` for a dollar sign.
 */

export interface Variables {
  readonly values: Readonly<Record<string, string>>
  /** A name without a value: it becomes empty, as Compose does, with a warning. */
  missing(name: string, offset: number): void
  fail(offset: number, found: string, expected: string): void
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is shown as it is.
const nameForm = '${NAME}'

const inner = /^([A-Za-z_]\w*)(?:(:?[-?+])(.*))?$/s

/** The text with its variables replaced. */
export function interpolate(text: string, variables: Variables, base = 0): string {
  let result = ''
  let index = 0
  while (index < text.length) {
    const dollar = text.indexOf('$', index)
    if (dollar < 0) return result + text.slice(index)
    result += text.slice(index, dollar)
    const [value, end] = replaceAt(text, dollar, variables, base)
    result += value
    index = end
  }
  return result
}

/** The replacement for the dollar sign at `start`, and where the text goes on. */
function replaceAt(
  text: string,
  start: number,
  variables: Variables,
  base: number,
): [string, number] {
  const next = text[start + 1]
  if (next === '$') return ['$', start + 2]
  if (next === '{') {
    const end = closingBrace(text, start + 2)
    if (end >= 0)
      return [replaceBraces(text.slice(start + 2, end), start + 2 + base, variables), end + 1]
    variables.fail(base + start, 'an open brace', nameForm)
    return ['', text.length]
  }
  const name = /^[A-Za-z_]\w*/.exec(text.slice(start + 1))?.[0]
  if (name !== undefined) {
    return [lookUp(name, base + start, variables) ?? '', start + 1 + name.length]
  }
  variables.fail(base + start, 'a lone $', `$$ for a dollar sign, or ${nameForm}`)
  return ['', start + 1]
}

/** Braces nest: `${A:-${B}}`. */
function closingBrace(text: string, from: number): number {
  let depth = 0
  for (let index = from; index < text.length; index++) {
    if (text[index] === '$' && text[index + 1] === '{') depth++
    if (text[index] === '}' && depth-- === 0) return index
  }
  return -1
}

function replaceBraces(text: string, offset: number, variables: Variables): string {
  const match = inner.exec(text)
  if (match === null) {
    variables.fail(offset, JSON.stringify(text), `a name, such as ${nameForm}`)
    return ''
  }
  const [, name = '', operator = '', rest = ''] = match
  const value = Object.hasOwn(variables.values, name) ? variables.values[name] : undefined
  // With a colon an empty value counts as none.
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '')
  const restAt = offset + text.length - rest.length
  switch (operator.at(-1)) {
    case '-':
      return isSet ? (value ?? '') : interpolate(rest, variables, restAt)
    case '+':
      return isSet ? interpolate(rest, variables, restAt) : ''
    case '?':
      if (!isSet)
        variables.fail(offset, `no value for ${name}`, rest || 'a value in the environment')
      return value ?? ''
    default:
      return lookUp(name, offset, variables) ?? ''
  }
}

function lookUp(name: string, offset: number, variables: Variables): string | undefined {
  if (Object.hasOwn(variables.values, name)) return variables.values[name]
  variables.missing(name, offset)
  return undefined
}
