/**
 * What a service asks for: memory, CPUs and how many containers. Classic Swarm places by memory
 * limit and whole CPUs; reservations of later formats stand in where there is no limit to read.
 */
import { memoryLimitMinBytes } from '../defaults.ts'
import { wordOf } from '../schema-values.ts'
import { shown } from '../text/place.ts'
import { parseBytes } from '../text/units.ts'
import type { Workspace } from '../workspace.ts'
import type { RawService } from './file.ts'
import { itemsOf, type Located, memberOf, textsOf } from './located.ts'
import { inertDeployKeys } from './vocabulary.ts'

export interface Resources {
  readonly memoryBytes: number
  readonly cpus: number
  /** Number of containers, unless a scale says otherwise. */
  readonly count: number
  /** Constraints of `deploy.placement` in the words of classic Swarm. */
  readonly constraints: readonly string[]
}

export function readResources(service: RawService, workspace: Workspace): Resources {
  const single = (key: string) => service.keys.get(key)?.at(-1)
  const deploy = (...way: readonly string[]) => lastOf(service.keys.get('deploy') ?? [], way)
  noteInert(service, workspace)
  // The first that is there wins: what Compose sends as the limit, then what later formats reserve.
  const memory = [
    single('mem_limit'),
    single('mem_reservation'),
    deploy('resources', 'reservations', 'memory'),
    deploy('resources', 'limits', 'memory'),
  ]
  const cpus = [
    single('cpu_shares'),
    single('cpus'),
    deploy('resources', 'reservations', 'cpus'),
    deploy('resources', 'limits', 'cpus'),
  ]
  const bytes = memory.map((given) => given && memoryOf(given, workspace))
  return {
    memoryBytes: bytes.find((given) => given !== undefined) ?? 0,
    cpus: cpusOf(
      cpus.find((given) => given !== undefined),
      workspace,
    ),
    count: countOf(single('scale') ?? deploy('replicas'), deploy('mode'), workspace),
    constraints: constraintsOf(deploy('placement', 'constraints'), workspace),
  }
}

/** The value at a way into the last layer that has it. */
export function lastOf(layers: readonly Located[], way: readonly string[]): Located | undefined {
  return layers.map((layer) => memberOf(layer, ...way)).findLast((found) => found !== undefined)
}

function memoryOf({ value, place }: Located, { issues }: Workspace): number {
  if (value === null) return 0
  const bytes = parseBytes(wordOf(value) ?? '')
  if (bytes === undefined) {
    issues.error({ place, found: shown(value), expected: 'a size such as 512m or 1.5G' })
  } else if (bytes > 0 && bytes < memoryLimitMinBytes) {
    const because = 'the engine refuses a smaller limit'
    issues.error({ place, found: shown(value), expected: 'a size of at least 4m', because })
  }
  return bytes ?? 0
}

function cpusOf(located: Located | undefined, workspace: Workspace): number {
  const { issues } = workspace
  if (located === undefined || located.value === null) return 0
  const amount = Number(wordOf(located.value) ?? Number.NaN)
  if (!Number.isFinite(amount) || amount < 0) {
    issues.error({
      place: located.place,
      found: shown(located.value),
      expected: 'a number of CPUs',
    })
    return 0
  }
  if (Number.isInteger(amount)) {
    warnAboutShares(located, amount, workspace)
    return amount
  }
  const counted = Math.ceil(amount)
  const says = `${amount} CPUs count as ${counted}: classic Swarm counts whole CPUs`
  issues.warn({ place: located.place, says })
  return counted
}

/** Written as a relative weight (512, 1024), shares ask classic Swarm for that many CPUs. */
function warnAboutShares(located: Located, amount: number, { nodes, issues }: Workspace): void {
  const largest = nodes.specs.reduce((most, { cpus }) => Math.max(most, cpus), 0)
  if (!located.place.path.includes('cpu_shares') || amount <= largest) return
  const says = `cpu_shares: ${amount} asks classic Swarm for ${amount} CPUs, and no node has more than ${largest}`
  issues.warn({ place: located.place, says })
}

function countOf(
  located: Located | undefined,
  mode: Located | undefined,
  { issues }: Workspace,
): number {
  if (mode !== undefined && /^global/.test(String(mode.value))) {
    const says = 'classic Swarm has no global services: one container is created'
    issues.warn({ place: mode.place, says })
  }
  if (located === undefined || located.value === null) return 1
  const count = Number(wordOf(located.value) ?? Number.NaN)
  if (Number.isSafeInteger(count) && count >= 0) return count
  issues.error({
    place: located.place,
    found: shown(located.value),
    expected: 'a whole number of containers',
  })
  return 1
}

const translations: readonly (readonly [RegExp, string])[] = [
  [/^(?:node|engine)\.labels\.([\w.-]+)$/, '$1'],
  [/^node\.(?:hostname|id)$/, 'node'],
]

/** `node.labels.disk == ssd` becomes `constraint:disk==ssd`; what classic lacks is listed. */
function constraintsOf(located: Located | undefined, { issues }: Workspace): readonly string[] {
  if (located === undefined) return []
  return textsOf(located, issues).flatMap(({ text, place }) => {
    const match = /^\s*([\w.-]+)\s*(==|!=)\s*(.+?)\s*$/.exec(text)
    if (match === null) {
      issues.warn({
        place,
        says: `the constraint ${shown(text)} is ignored: it has no == and no !=`,
      })
      return []
    }
    const [, key = '', operator = '', value = ''] = match
    const known = translations.find(([form]) => form.test(key))
    if (known !== undefined)
      return [`constraint:${key.replace(known[0], known[1])}${operator}${value}`]
    const because = 'classic Swarm knows labels and names of nodes, not roles or platforms'
    issues.warn({ place, says: `the constraint ${shown(text)} is ignored: ${because}` })
    return []
  })
}

function noteInert(service: RawService, { issues }: Workspace): void {
  for (const layer of service.keys.get('deploy') ?? []) {
    for (const item of itemsOf(layer)) {
      for (const [way, because] of Object.entries(inertDeployKeys)) {
        const found = memberOf(item, ...way.split('.'))
        if (found !== undefined) issues.ignore(`deploy.${way}`, found.place, because)
      }
    }
  }
}
