/** Saves the scenario of a run, with everything that was changed by hand, as a file. */
import type { LoadedRun } from '../run/loaded-run.ts'

export function saveScenario(run: LoadedRun): void {
  const { scenario } = run
  if (scenario !== undefined) {
    download(`${scenarioStem(run)}.yaml`, sourceOf(run))
  }
}

/** What runs as this run did: a seed from an address or a comparison stands in the text. */
export function sourceOf({ scenario, source }: LoadedRun): string {
  return source ?? scenario?.files[scenario.path] ?? ''
}

/** The file's name without its ending; a branch has its number in it. */
export function scenarioStem({ scenario, id }: LoadedRun): string {
  const name = scenario?.path.split('/').at(-1) ?? 'scenario'
  const stem = name.replace(/\.ya?ml$/, '')
  return id === 0 ? stem : `${stem}-branch-${id}`
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
