/**
 * What the page gets from the command that opened it, below `/session/`: `index.json` says what
 * there is, `{ scenario, files, trace, compare }`, and each file is served under the path named there. The
 * paths are relative to the folder that holds all of them, so that none leads out of `/session/`.
 */
import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { dirname, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { UsageError } from '../exit-codes.ts'
import { fileReader, recordingReader } from '../input/files.ts'
import { compileFile, isTrace } from '../input/load.ts'

export interface Session {
  /** Answers a path below `/session/`; false when there is no such thing. */
  answer(path: string, response: ServerResponse, withBody: boolean): boolean
}

interface Index {
  readonly scenario: string | null
  readonly files: readonly string[]
  readonly trace: string | null
  /** A trace to hold beside what is opened. */
  readonly compare: string | null
}

const nothing: Index = { scenario: null, files: [], trace: null, compare: null }

/**
 * Throws a ScenarioError if the scenario cannot be run: the page shall not open on a broken one.
 *
 * @param compare a trace that is held beside what is opened
 */
export function createSession(path: string | undefined, compare?: string): Session {
  if (compare === undefined) return sessionOf(path, nothing)
  if (path === undefined) {
    throw new UsageError('--compare: name the scenario or trace to hold it against, before it')
  }
  if (!isTrace(compare)) {
    throw new UsageError(`--compare: ${compare} is no trace; reberth run FILE --trace writes one`)
  }
  const opened = sessionOf(path, { ...nothing, compare: comparedName })
  return {
    answer: (asked, response, withBody) =>
      asked === comparedName
        ? answerTrace(compare, response, withBody)
        : opened.answer(asked, response, withBody),
  }
}

function sessionOf(path: string | undefined, empty: Index): Session {
  if (path === undefined) return textSession(empty, new Map())
  if (isTrace(path)) return traceSession(path, empty)
  const read = textsOf(path)
  const base = commonFolder([...read.keys()])
  const nameOf = (file: string) => relative(base, file).split(sep).join('/')
  const texts = new Map([...read].map(([file, text]) => [nameOf(file), text]))
  for (const [file, text] of read) {
    // A file that is named by its whole path is asked for by its whole path.
    const isNamedWhole = [...read.values()].some((other) => other.includes(file))
    if (isNamedWhole) texts.set(file.split(sep).join('/'), text)
  }
  const index = { ...empty, scenario: nameOf(resolve(path)), files: [...texts.keys()] }
  return textSession(index, texts)
}

/** The texts are in memory: no path that is asked for reaches the file system. */
function textSession(index: Index, texts: ReadonlyMap<string, string>): Session {
  return {
    answer(asked, response, withBody) {
      const isIndex = asked === 'index.json'
      const text = isIndex ? JSON.stringify(index) : texts.get(asked)
      if (text === undefined) return false
      response.writeHead(200, headersFor(isIndex ? 'application/json' : 'text/yaml'))
      response.end(withBody ? text : undefined)
      return true
    },
  }
}

const traceName = 'trace.jsonl'
/** No scenario is called so: names of files do not begin with a colon. */
const comparedName = ':compare/trace.jsonl'

function traceSession(path: string, empty: Index): Session {
  const about = textSession({ ...empty, trace: traceName }, new Map())
  return {
    answer: (asked, response, withBody) =>
      asked === traceName
        ? answerTrace(path, response, withBody)
        : about.answer(asked, response, withBody),
  }
}

function answerTrace(path: string, response: ServerResponse, withBody: boolean): true {
  response.writeHead(200, headersFor('application/jsonl'))
  if (!withBody) response.end()
  // A reader that leaves early is no error; a file that cannot be read ends the answer.
  else pipeline(createReadStream(path), response, () => {})
  return true
}

function headersFor(type: string): Record<string, string> {
  return { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }
}

/** Every file that compiling the scenario reads, by its whole path. */
function textsOf(path: string): ReadonlyMap<string, string> {
  const { files, read } = recordingReader(fileReader())
  compileFile(path, {}, files)
  const decoder = new TextDecoder()
  return new Map(
    [...read].map(([name, content]) => [
      resolve(name),
      typeof content === 'string' ? content : decoder.decode(content),
    ]),
  )
}

/** The deepest folder that holds all the files. */
function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0])
  while (files.some((file) => relative(folder, file).startsWith('..'))) folder = dirname(folder)
  return folder
}
