/** `KEY=value` lines, as `--env-file`, `env_file:` and `.env` have them. */
import { decodeText } from '../text/decode.ts'

/** The entries of a file: comments and empty lines dropped, one pair of quotes around a value too. */
export function readEnvironmentFile(content: string | Uint8Array): readonly string[] {
  const decoded = decodeText(content)
  if (!('text' in decoded)) return []
  return decoded.text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^export\s+/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const end = line.indexOf('=')
      if (end < 0) return line
      const value = line.slice(end + 1).trim()
      const quoted = /^(["'])(.*)\1$/s.exec(value)
      return `${line.slice(0, end).trim()}=${quoted?.[2] ?? value.replace(/\s+#.*$/, '')}`
    })
}
