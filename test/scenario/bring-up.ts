/** Brings up one application and hands back what Swarm would be asked for. */
import { readFileSync } from 'node:fs'
import type { Action } from '../../src/model/action.ts'
import { compileText, type Files, oneNode } from './compile-text.ts'

const folder = new URL('compose/', import.meta.url)
const names = [
  'version-1.yml',
  'version-2.yml',
  'today.yaml',
  'base.yml',
  'extending.yml',
  'app.env',
]
const onDisk: Files = Object.fromEntries(
  names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)

type Up = Extract<Action, { type: 'compose.up' }>

export function bringUp(
  app: string,
  {
    files = onDisk,
    environment = {},
  }: { files?: Files; environment?: Record<string, string> } = {},
) {
  const { model, warnings, ignoredKeys } = compileText(
    oneNode(`apps: [${app}]`),
    { environment },
    files,
  )
  const [entry] = model.timeline
  if (entry?.action.type !== 'compose.up') throw new Error('no application')
  const up: Up = entry.action
  const configOf = (service: string) => {
    const found = up.containers.find((container) => container.service === service)
    return model.configs[found?.config ?? -1]
  }
  return {
    model,
    up,
    configOf,
    names: up.containers.map(({ name }) => name),
    warnings,
    ignoredKeys,
  }
}

/** The application of a file with this text, `shop.yml`. */
export function withFile(text: string, more: Files = {}) {
  return bringUp('{ compose: shop.yml }', { files: { ...more, 'shop.yml': text } })
}
