/** `reberth open` serves files of its own to this machine, and nothing else to nobody else. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { command, createWorkplace, nodeDies, type Workplace } from './command.ts'

let place: Workplace
const running: ChildProcess[] = []
beforeEach(() => {
  place = createWorkplace()
  place.file('node-dies.yaml', nodeDies)
})
afterEach(async () => {
  const living = running
    .splice(0)
    .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
  // All are told before any is waited for: on a busy machine each takes its time to end.
  const ended = living.map((child) => once(child, 'exit'))
  for (const child of living) child.kill('SIGTERM')
  await Promise.all(ended)
  place.close()
})

/** Starts the command and waits for the address it prints. */
async function open(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [command, ...args], { cwd: place.folder })
  running.push(child)
  let output = ''
  child.stdout.setEncoding('utf8')
  for await (const chunk of child.stdout) {
    output += chunk
    const address = /http:\/\/\S+/.exec(output)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`no address was printed: ${output}`)
}

test('the address says which moment is shown first, and a trace to compare is served beside it', async () => {
  expect(place.reberth('run', 'node-dies.yaml', '--trace', 'old.trace.jsonl').status).toBe(0)
  const to = ['--at', '1:42.3', '--select', 'node:node-2', '--compare', 'old.trace.jsonl']
  const address = await open('open', 'node-dies.yaml', '--port', '0', ...to)
  expect(new URL(address).hash).toBe('#t=102.3s&select=node%3Anode-2')
  const index = JSON.parse((await ask(address, '/session/index.json')).body)
  expect(index.scenario).toBe('node-dies.yaml')
  const trace = await ask(address, `/session/${encodeURIComponent(index.compare)}`)
  expect(trace.body).toContain('"reberth-trace"')
})

test('a moment that is no time, and a comparison with nothing, say what was expected', () => {
  const at = place.reberth('open', 'node-dies.yaml', '--at', 'noon')
  expect(at.status).toBe(2)
  expect(at.stderr).toContain('--at: found noon, expected a time such as 1:42.3, 90s or 1h5m')
  const alone = place.reberth('open', '--compare', 'node-dies.yaml')
  expect(alone.status).toBe(2)
  expect(alone.stderr).toContain('--compare: name the scenario or trace to hold it against')
  const noTrace = place.reberth('open', 'node-dies.yaml', '--compare', 'node-dies.yaml')
  expect(noTrace.stderr).toContain('node-dies.yaml is no trace')
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request whose path is sent as it is, unlike what `fetch` makes of it. */
function ask(
  address: string,
  path: string,
  options: { method?: string; host?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(address)
  const headers = options.host === undefined ? {} : { Host: options.host }
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method: options.method ?? 'GET', headers })
    asked.on('error', reject)
    asked.on('response', async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
    })
    asked.end()
  })
}

test('the page is served with headers that keep everything else out', async () => {
  const address = await open('open')
  expect(new URL(address).hostname).toBe('127.0.0.1')
  const { status, headers, body } = await ask(address, '/')
  expect(status).toBe(200)
  expect(body).toContain('<!doctype html>')
  expect(headers['content-security-policy']).toContain("default-src 'self'")
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('a scenario that is named is there for the page, with every file it names', async () => {
  mkdirSync(join(place.folder, 'stories'))
  place.file('app.yml', 'web:\n  image: nginx\n')
  const apps = 'apps: [{ compose: ../app.yml, at: 1s }]'
  place.file('stories/mine.yaml', `nodes: [{ name: a }]\n${apps}\n`)
  const address = await open('open', 'stories/mine.yaml')
  const session = JSON.parse((await ask(address, '/session/index.json')).body)
  expect(session).toEqual({
    scenario: 'stories/mine.yaml',
    compare: null,
    files: ['stories/mine.yaml', 'app.yml'],
    trace: null,
  })
  expect((await ask(address, '/session/stories/mine.yaml')).body).toContain(apps)
  expect((await ask(address, '/session/app.yml')).body).toContain('image: nginx')
  expect((await ask(address, '/session/node-dies.yaml')).status).toBe(404)
})

test('a stored trace is there for the page', async () => {
  place.reberth('run', 'node-dies.yaml', '--quiet', '--trace', 'run.trace.jsonl')
  const address = await open('open', 'run.trace.jsonl')
  const session = JSON.parse((await ask(address, '/session/index.json')).body)
  const { body } = await ask(address, `/session/${session.trace}`)
  expect(JSON.parse(body.split('\n')[0])).toMatchObject({ format: 'reberth-trace' })
})

test.each([
  ['/../package.json', 404],
  ['/%2e%2e/node/reberth.js', 404],
  ['/session/../../package.json', 404],
  ['/session//etc/passwd', 404],
  ['/%', 400],
])('%s is answered with %i', async (path, expected) => {
  const address = await open('open', 'node-dies.yaml')
  const { status, body } = await ask(address, path)
  expect(status).toBe(expected)
  expect(body.length).toBeLessThan(100)
})

test('only GET and HEAD, and only for this machine by its own name', async () => {
  const address = await open('open')
  expect((await ask(address, '/', { method: 'POST' })).status).toBe(405)
  expect((await ask(address, '/', { method: 'DELETE' })).status).toBe(405)
  const head = await ask(address, '/session/index.json', { method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, body: '' })
  expect((await ask(address, '/', { host: 'example.com' })).status).toBe(403)
})

test('when the port is taken the next free one is, unless the port was asked for', async () => {
  const first = await open('open')
  const second = await open('open')
  expect(new URL(second).port).not.toBe(new URL(first).port)

  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo // Listening on TCP, so not a pipe's name.
  const { status, stderr } = place.reberth('open', '--port', String(port))
  expect(stderr).toContain(`port ${port} on 127.0.0.1 is taken`)
  expect(status).toBe(2)
  other.close()
})

test('start tells the story first, and with --no-serve ends there', async () => {
  const { status, stdout } = place.reberth('start', 'node-dies.yaml', '--no-serve')
  expect(status).toBe(0)
  expect(stdout).toContain('the manager noticed that node-2 is gone')
  expect(stdout).not.toContain('http://')

  const address = await open('start', 'node-dies.yaml')
  expect((await ask(address, '/session/index.json')).body).toContain('node-dies.yaml')
})

test('a connection that asks for nothing does not keep the program from ending', async () => {
  const address = await open('open')
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  await once(socket, 'connect')
  const [child] = running
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  socket.destroy()
})
