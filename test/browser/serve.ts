/** Serves the built workbench to the browser tests, on a free port of this machine. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { pageHeaders } from '../../src/cli/server/page-headers.ts'

export interface Served {
  /** The workbench's address, with a slash at the end. */
  readonly address: string
  close(): Promise<void>
}

/** Another build, for whoever changes the workbench while its tests run. */
const named = process.env.REBERTH_WORKBENCH

const built = named ?? fileURLToPath(new URL('../../dist/web/', import.meta.url))

/**
 * Serves the built workbench below `path`, which shows that it works in any sub-folder.
 *
 * @param workbench folder of the build, with a slash at the end
 */
export async function serveWorkbench(path = '/', workbench = built): Promise<Served> {
  if (!existsSync(join(workbench, 'index.html'))) {
    throw new Error('the workbench is not built: npm run build')
  }
  // Read anew for every request: a test may put another build there.
  const files = sirv(workbench, { etag: true, dev: true })
  const server = createServer((request, response) => {
    // As the command serves it: what its policy forbids must not be needed anywhere.
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
    const url = request.url ?? '/'
    if (url.startsWith(path)) request.url = `/${url.slice(path.length)}`
    else request.url = '/no-such-file'
    files(request, response, () => {
      response.writeHead(404).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // Listening on TCP, so not a pipe's name.
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}
