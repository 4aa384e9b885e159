/** What a Compose project is called, which becomes the beginning of every container's name. */
import { baseOf, folderOf, stemOf } from '../text/paths.ts'

const usualNames = /^(docker-)?compose(\.override)?\.ya?ml$/

/**
 * Given with `project:`, else `name:` of the file, else COMPOSE_PROJECT_NAME, else the folder as
 * the scenario writes it. Without a folder it is the file's own name, or the scenario's when the
 * file has the usual one: a run must not depend on the folder it is started from.
 */
export function projectNameOf(
  request: { readonly name: string; readonly paths: readonly string[] },
  files: readonly { readonly name: string }[],
  variables: Readonly<Record<string, string>>,
  scenario: string,
): string {
  const written = request.paths[0] ?? ''
  const folder = baseOf(folderOf(written).replace(/(^|\/)\.{1,2}$/, ''))
  const own = usualNames.test(baseOf(written)) ? stemOf(scenario) : stemOf(written)
  const inFile = files.map(({ name }) => name).findLast((name) => name !== '')
  const name = request.name || inFile || variables.COMPOSE_PROJECT_NAME || folder || own
  return cleaned(name) || 'default'
}

/** Compose 1.6 keeps small letters and digits only. */
export function cleaned(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
