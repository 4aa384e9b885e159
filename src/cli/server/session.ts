/**
 * What the page gets from the command that opened it, below `/session/`: the scenario and every
 * file it names, or a stored trace.
 *
 * `session.json` says what there is: `{ scenario, files, trace }`. `files` holds each text under the
 * path by which the scenario's compiler asks for it, the scenario itself included. The same texts
 * are served one by one as `/session/scenario.yaml` and `/session/files/PATH`.
 */
import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { fileReader, recordingReader } from '../input/files.ts'
import { compileFile, isTrace } from '../input/load.ts'

export interface Session {
  /** Answers a path below `/session/`; false when there is no such thing. */
  answer(path: string, response: ServerResponse, withBody: boolean): boolean
}

/** Throws a ScenarioError if the scenario cannot be run: the page shall not open on a broken one. */
export function createSession(path: string | undefined): Session {
  if (path !== undefined && isTrace(path)) return traceSession(path)
  const texts = path === undefined ? new Map<string, string>() : textsOf(path)
  const description = JSON.stringify({
    scenario: path ?? null,
    files: Object.fromEntries(texts),
    trace: null,
  })
  return {
    answer(asked, response, withBody) {
      const send = (type: string, text: string | undefined) => {
        if (text === undefined) return false
        response.writeHead(200, headersFor(type))
        response.end(withBody ? text : undefined)
        return true
      }
      if (asked === 'session.json') return send('application/json', description)
      if (asked === 'scenario.yaml') return send('text/yaml', texts.get(path ?? ''))
      // A look-up by name among the texts already read: no path reaches the file system.
      if (asked.startsWith('files/')) return send('text/yaml', texts.get(asked.slice(6)))
      return false
    },
  }
}

function traceSession(path: string): Session {
  const description = JSON.stringify({ scenario: null, files: {}, trace: 'trace.jsonl' })
  return {
    answer(asked, response, withBody) {
      if (asked === 'session.json') {
        response.writeHead(200, headersFor('application/json'))
        response.end(withBody ? description : undefined)
        return true
      }
      if (asked !== 'trace.jsonl') return false
      response.writeHead(200, headersFor('application/jsonl'))
      if (!withBody) response.end()
      else {
        // A reader that leaves early is no error; a file that cannot be read ends the answer.
        pipeline(createReadStream(path), response, () => {})
      }
      return true
    },
  }
}

function headersFor(type: string): Record<string, string> {
  return { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }
}

/** Every file that compiling the scenario reads. */
function textsOf(path: string): ReadonlyMap<string, string> {
  const { files, read } = recordingReader(fileReader())
  compileFile(path, {}, files)
  const decoder = new TextDecoder()
  return new Map(
    [...read].map(([name, content]) => [
      name,
      typeof content === 'string' ? content : decoder.decode(content),
    ]),
  )
}
