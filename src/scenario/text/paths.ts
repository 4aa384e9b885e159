/** File paths as text, so that nothing here needs a file system. Forward slashes only. */

/** The folder part of a path, `''` when there is none. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/')
  if (end < 0) return ''
  return end === 0 ? '/' : path.slice(0, end)
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The last part without its ending: `node-failure` of `scenarios/node-failure.yaml`. */
export function stemOf(path: string): string {
  return baseOf(path).replace(/\.[^.]+$/, '')
}

/** `target` as seen from the file `from`: `./voting-app.yml` beside `a/b.yaml` is `a/voting-app.yml`. */
export function resolvePath(from: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folderOf(from)}/${target}`
  const rooted = target.startsWith('/') || folderOf(from).startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !rooted) parts.push(part)
  }
  return `${rooted ? '/' : ''}${parts.join('/')}`
}
