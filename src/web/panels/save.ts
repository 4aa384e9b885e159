/** Saves the scenario of a run, with everything that was changed by hand, as a file. */
import type { LoadedRun } from '../run/loaded-run.ts'

export function saveScenario({ scenario, id }: LoadedRun): void {
  if (scenario === undefined) return
  const text = scenario.files[scenario.path]
  const stem =
    scenario.path
      .split('/')
      .at(-1)
      ?.replace(/\.ya?ml$/, '') ?? 'scenario'
  download(id === 0 ? `${stem}.yaml` : `${stem}-branch-${id}.yaml`, text)
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
