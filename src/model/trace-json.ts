/**
 * A trace as JSON lines: the header with scenario and seed, the tables, then one fact a line with
 * names instead of indices, so that `grep` and `jq` are of use. Reading it back gives the same
 * columns and the same digest. The format is described in `docs/trace-format.md`.
 */
import {
  type FactRecord,
  type FactType,
  type FieldKind,
  factCode,
  factTypes,
  fieldsOf,
  traceVersion,
} from './facts.ts'
import { containerId, shortIdLength } from './ids.ts'
import type { Model } from './model.ts'
import { beliefStates } from './states.ts'
import {
  availabilities,
  replaceCauses,
  type TaskStateName,
  taskStateCode,
  taskStateName,
  updateStates,
} from './swarm-mode.ts'
import { createTraceWriter, digestOf, type Trace, type TraceTables } from './trace.ts'

/** A trace file that cannot be read. */
export class TraceError extends Error {
  override readonly name = 'TraceError'
}

interface Header {
  readonly format: 'reberth-trace'
  readonly version: number
  readonly digest: string
  readonly facts: number
  readonly endUs: number
  readonly model: Model
}

/** The lines of the file, without line ends. */
export function* traceLines(trace: Trace): Generator<string> {
  const header: Header = {
    format: 'reberth-trace',
    version: trace.version,
    digest: digestOf(trace),
    facts: trace.length,
    endUs: trace.endUs,
    model: trace.model,
  }
  yield JSON.stringify(header)
  yield JSON.stringify({ tables: trace.tables })
  for (let row = 0; row < trace.length; row++) {
    const { timeUs, type, fields } = factAt(trace, row)
    yield JSON.stringify({ timeUs, type, ...fields })
  }
}

/** One fact with names. Containers are given as `name#number`: names alone are not unique. */
export function factAt(trace: Trace, row: number): FactRecord {
  const type = factTypes[trace.type[row]]
  const fields: Record<string, string | number> = {}
  const operands = [trace.a[row], trace.b[row], trace.c[row]]
  for (const [column, [name, kind]] of fieldsOf[trace.type[row]].entries()) {
    fields[name] = nameOf(trace, kind, operands[column])
  }
  return { timeUs: trace.timeUs[row], type, fields }
}

/** What a number in a column stands for, as people read it. */
export function nameOf(trace: Trace, kind: FieldKind, value: number): string | number {
  switch (kind) {
    case 'node':
      return trace.model.nodes[value].name
    case 'container':
      return `${trace.tables.containers[value].name}#${value}`
    case 'slot':
      return `${trace.tables.slots[value].name}#${value}`
    case 'image':
      return trace.tables.images[value]
    case 'manager':
      return trace.model.manager.managers[value].name
    case 'state':
      return beliefStates[value]
    case 'text':
      return value < 0 ? '' : trace.tables.texts[value]
    case 'service':
      return `${trace.tables.services?.[value]}#${value}`
    case 'spec':
      return specName(trace.tables, value)
    case 'taskState':
      return taskStateName(value)
    case 'availability':
      return availabilities[value]
    case 'updateState':
      return updateStates[value]
    case 'cause':
      return replaceCauses[value]
    case 'entry':
    case 'count':
      return value
  }
}

/** `web v2#5`: the second version of web, number 5 of all specifications. */
function specName({ specs = [], services = [] }: TraceTables, value: number): string {
  const { service, version } = specs[value]
  return `${services[service]} v${version}#${value}`
}

/** The first twelve digits of a container's ID, as `docker ps` shows it. */
export function shortContainerId(trace: Trace, container: number): string {
  return containerId(trace.model.seed, container).slice(0, shortIdLength)
}

/**
 * Reads a trace file.
 * @throws TraceError when a line is not what the format says, or the digest does not fit.
 */
export function parseTrace(lines: Iterable<string>): Trace {
  let lineNumber = 0
  let lastUs = 0
  let header: Header | undefined
  let tables: TraceTables | undefined
  let writer: ReturnType<typeof createTraceWriter> | undefined
  let find: ((kind: FieldKind, value: string | number) => number) | undefined
  for (const line of lines) {
    lineNumber++
    if (line === '') continue
    const value = parseLine(line, lineNumber)
    if (!header) {
      header = checkHeader(value, lineNumber)
      continue
    }
    if (!tables) {
      tables = checkTables(value.tables, lineNumber)
      writer = createTraceWriter(header.model)
      find = finder(header.model, tables)
      continue
    }
    const type = value.type as FactType
    const code = factCode[type]
    if (code === undefined) throw new TraceError(`line ${lineNumber}: unknown fact ${String(type)}`)
    const operands = [0, 0, 0]
    for (const [column, [name, kind]] of fieldsOf[code].entries()) {
      const index = find?.(kind, value[name] as string | number) ?? -1
      if (index === undefined || Number.isNaN(index)) {
        throw new TraceError(
          `line ${lineNumber}: ${name} ${JSON.stringify(value[name])} is not known`,
        )
      }
      operands[column] = index
    }
    const timeUs = Number(value.timeUs)
    if (!(timeUs >= lastUs)) {
      throw new TraceError(
        `line ${lineNumber}: timeUs is ${String(value.timeUs)}, expected a number not below ${lastUs}`,
      )
    }
    lastUs = timeUs
    writer?.write(timeUs, type, operands[0], operands[1], operands[2])
  }
  if (!header || !tables || !writer) {
    throw new TraceError('the file ends before the facts begin: is it a Reberth trace?')
  }
  const trace: Trace = { ...writer.finish(header.endUs), tables }
  const digest = digestOf(trace)
  if (digest !== header.digest) {
    throw new TraceError(
      `the digest is ${digest}, the header says ${header.digest}: the file was changed`,
    )
  }
  return trace
}

function parseLine(line: string, lineNumber: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through: the message below is the same for text that is no JSON and for a bare number.
  }
  throw new TraceError(`line ${lineNumber}: expected a JSON object, found ${line.slice(0, 40)}`)
}

function checkHeader(value: Record<string, unknown>, lineNumber: number): Header {
  if (value.format !== 'reberth-trace') {
    throw new TraceError(`line ${lineNumber}: expected the header of a Reberth trace`)
  }
  if (value.version !== traceVersion) {
    throw new TraceError(
      `line ${lineNumber}: the trace has version ${String(value.version)}, this program reads version ${traceVersion}: run its scenario again for one that it reads`,
    )
  }
  const model = value.model as Partial<Model> | undefined
  const isModel = isListIn(model, ['nodes', 'configs', 'timeline', 'expect'])
  if (!isModel || !isListIn(model?.manager, ['managers']) || !Number.isFinite(value.endUs)) {
    throw new TraceError(`line ${lineNumber}: the header has no model that can be run`)
  }
  return value as unknown as Header
}

function checkTables(tables: unknown, lineNumber: number): TraceTables {
  if (!isListIn(tables, ['slots', 'containers', 'configs', 'images', 'texts'])) {
    throw new TraceError(`line ${lineNumber}: the tables are missing`)
  }
  return tables as TraceTables
}

function isListIn(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Readonly<Record<string, unknown>>
  return names.every((name) => Array.isArray(record[name]))
}

function codeIn(names: readonly string[], value: string | number): number {
  const code = names.indexOf(String(value))
  return code < 0 ? Number.NaN : code
}

/** Looks names up again; NaN for one that is not there. */
function finder(model: Model, tables: TraceTables) {
  const index = (names: readonly string[]) => new Map(names.map((name, at) => [name, at]))
  const nodes = index(model.nodes.map(({ name }) => name))
  const managers = index(model.manager.managers.map(({ name }) => name))
  const images = index(tables.images)
  const texts = index(tables.texts)
  const states = index(beliefStates)
  const within = (index: number, rows: readonly unknown[]) =>
    Number.isInteger(index) && index >= 0 && index < rows.length ? index : Number.NaN
  const numbered = (value: string | number) => Number(String(value).split('#').at(-1))
  return (kind: FieldKind, value: string | number): number => {
    switch (kind) {
      case 'node':
        return nodes.get(String(value)) ?? Number.NaN
      case 'manager':
        return managers.get(String(value)) ?? Number.NaN
      case 'image':
        return images.get(String(value)) ?? Number.NaN
      case 'text':
        return texts.get(String(value)) ?? (value === '' ? -1 : Number.NaN)
      case 'service':
        return within(numbered(value), tables.services ?? [])
      case 'spec':
        return within(numbered(value), tables.specs ?? [])
      case 'taskState':
        return taskStateCode[value as TaskStateName] ?? Number.NaN
      case 'availability':
        return codeIn(availabilities, value)
      case 'updateState':
        return codeIn(updateStates, value)
      case 'cause':
        return codeIn(replaceCauses, value)
      case 'state':
        return states.get(value as (typeof beliefStates)[number]) ?? Number.NaN
      case 'container':
        return within(numbered(value), tables.containers)
      case 'slot':
        return within(numbered(value), tables.slots)
      case 'entry':
        return within(Number(value), model.timeline)
      case 'count':
        return Number(value)
    }
  }
}
