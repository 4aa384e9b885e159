/** Reading files: whole ones for scenarios, line by line for traces. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import type { FileReader } from '../../scenario/index.ts'
import { UsageError } from '../exit-codes.ts'

/** Scenarios that were made from options and stand in no file: path to text. */
export const givenTexts = new Map<string, string>()

/** The file system, with the given texts in front of it. */
export function fileReader(): FileReader {
  return {
    read(path) {
      const text = givenTexts.get(path)
      if (text !== undefined) return text
      try {
        return readFileSync(path)
      } catch {
        // Whatever is the matter with it: the compiler says that there is no such file, and where.
        return undefined
      }
    },
  }
}

/** A reader that remembers what was read: the files a scenario is made of. */
export function recordingReader(inner: FileReader): {
  readonly files: FileReader
  readonly read: ReadonlyMap<string, string | Uint8Array>
} {
  const read = new Map<string, string | Uint8Array>()
  return {
    read,
    files: {
      read(path) {
        const content = inner.read(path)
        if (content !== undefined) read.set(path, content)
        return content
      },
    },
  }
}

/** Ends with a message for people when the file is not there or cannot be read. */
export function requireFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new UsageError(`${path}: no such file`)
  if (stat.isDirectory()) throw new UsageError(`${path} is a folder; expected a file`)
}

const chunkBytes = 1 << 20

/** The lines of a file, one by one: a trace may be larger than a string can be. */
export function* linesOf(path: string): Generator<string> {
  requireFile(path)
  const file = openSync(path, 'r')
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(chunkBytes)
  let rest = ''
  try {
    for (;;) {
      const length = readSync(file, chunk)
      if (length === 0) break
      const lines = (rest + decoder.write(chunk.subarray(0, length))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    rest += decoder.end()
    if (rest !== '') yield rest
  } finally {
    closeSync(file)
  }
}

/** The first characters of a file, enough to see what it is. */
export function headOf(path: string): string {
  requireFile(path)
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(4096)
    return head.subarray(0, readSync(file, head)).toString('utf8')
  } finally {
    closeSync(file)
  }
}
