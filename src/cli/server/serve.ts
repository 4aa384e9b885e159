/**
 * Serves the built workbench on this machine. Files only, read only: GET and HEAD, nothing from
 * outside of its folder, and a page that may load nothing from anywhere else.
 */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { UsageError } from '../exit-codes.ts'
import { workbenchFolder } from '../package.ts'
import { pageHeaders } from './page-headers.ts'
import type { Session } from './session.ts'

export interface ServeOptions {
  readonly host: string
  /** First port to try; 0 takes any free one. */
  readonly port: number
  /** Try the next ports when this one is taken. */
  readonly isPortFlexible: boolean
  readonly session: Session
}

export interface Serving {
  readonly address: string
  /** Resolves when the server has ended. */
  close(): Promise<void>
}

/** Ports tried beyond the first. */
const triesMax = 100

export async function serve(options: ServeOptions): Promise<Serving> {
  if (!existsSync(join(workbenchFolder, 'index.html'))) {
    throw new UsageError('the workbench is not built. Build it with: npm run build')
  }
  const server = createServer(createHandler(options))
  const port = await listen(server, options)
  const name = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    address: `http://${name}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createHandler({ host, session }: ServeOptions): Parameters<typeof createServer>[1] {
  const files = sirv(workbenchFolder, { etag: true, dotfiles: false })
  const isLocal = loopbackHosts.has(host)
  return (request, response) => {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
    const refuse = (status: number, text: string) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(`${text}\n`)
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead) {
      response.setHeader('Allow', 'GET, HEAD')
      refuse(405, 'Only GET and HEAD')
      return
    }
    // Another site's name that resolves to this machine must not read what is served here.
    if (isLocal && !loopbackHosts.has(hostOf(request.headers.host))) {
      refuse(403, 'This server answers to this machine only')
      return
    }
    const path = decodedPath(request.url)
    if (path === undefined) refuse(400, 'Not a path')
    else if (path.startsWith('/session/')) {
      const isAnswered = session.answer(path.slice(9), response, request.method === 'GET')
      if (!isAnswered) refuse(404, 'No such file')
    } else files(request, response, () => refuse(404, 'No such file'))
  }
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])

function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '')
}

function decodedPath(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent((url ?? '/').split(/[?#]/, 1)[0])
  } catch {
    return undefined
  }
}

async function listen(server: Server, options: ServeOptions): Promise<number> {
  const { host, port, isPortFlexible } = options
  const last = isPortFlexible && port > 0 ? Math.min(65_535, port + triesMax) : port
  for (let tried = port; tried <= last; tried++) {
    const error = await tryToListen(server, tried, host)
    if (error === undefined) {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : tried
    }
    if (error.code !== 'EADDRINUSE')
      throw new UsageError(`cannot listen on ${host}: ${error.message}`)
  }
  throw new UsageError(
    isPortFlexible
      ? `no free port from ${port} to ${last} on ${host}`
      : `port ${port} on ${host} is taken; choose another with --port`,
  )
}

function tryToListen(
  server: Server,
  port: number,
  host: string,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening)
      resolve(error)
    }
    const listening = () => {
      server.off('error', failed)
      resolve(undefined)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(port, host)
  })
}
