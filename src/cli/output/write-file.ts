/** Writing files so that a reader never meets half of one: under another name first, then renamed. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { Trace } from '../../model/trace.ts'
import { traceLines } from '../../model/trace-json.ts'
import { UsageError } from '../exit-codes.ts'

const bufferedLength = 1 << 16

export function writeTrace(path: string, trace: Trace): void {
  writeLines(path, traceLines(trace))
}

export function writeText(path: string, text: string): void {
  writeLines(path, [text.replace(/\n$/, '')])
}

function writeLines(path: string, lines: Iterable<string>): void {
  const temporary = `${path}.${process.pid}.tmp`
  const file = openForWriting(temporary, path)
  try {
    let buffered = ''
    for (const line of lines) {
      buffered += `${line}\n`
      if (buffered.length < bufferedLength) continue
      writeAll(file, buffered)
      buffered = ''
    }
    writeAll(file, buffered)
    closeSync(file)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}`)
  }
}

function openForWriting(temporary: string, path: string): number {
  try {
    return openSync(temporary, 'w')
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}`)
  }
}

/** One write may take less than it was given. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}
