/** Image names as a registry lists them. */

/** `redis` is `redis:latest`; a name with a tag or digest stays as it is. */
export function imageWithTag(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return last.includes(':') || name.includes('@') ? name : `${name}:latest`
}
