/**
 * The trace: every fact of a run, in columns, with the tables its numbers point into. Append-only
 * while a run writes it, read-only afterwards. Its digest is taken over canonical bytes, so it is
 * the same on every machine and in every browser.
 */
import { growFloat64, growInt32, growUint8 } from '../sim/growable.ts'
import { createDigest } from '../sim/sha256.ts'
import type { ContainerConfig } from './container-config.ts'
import { type FactType, factCode, traceVersion } from './facts.ts'
import type { Model } from './model.ts'
import type { ServiceSpec } from './swarm-mode.ts'

/** One asked-for container: a Swarm ID in classic Swarm, a slot of a service in swarm mode. */
export interface SlotRow {
  readonly service: string
  /** Name the user gave or the engine invented. */
  readonly name: string
  readonly config: number
}

/** One container that was, or was to be, created. */
export interface ContainerRow {
  /** Slot it belongs to; -1 for one made behind the manager's back. */
  readonly slot: number
  readonly name: string
  readonly config: number
  /** Container whose place in the slot it took, -1 for the first. */
  readonly predecessor: number
  /** Swarm mode: the version of its service's specification that it is a task of. */
  readonly spec?: number
}

/** One version of a service's specification. */
export interface SpecRow {
  readonly service: number
  readonly version: number
  readonly spec: ServiceSpec
  /** The same as a container's configuration: image, CPUs and memory. */
  readonly config: number
}

/** What the numbers in the columns point into. */
export interface TraceTables {
  readonly slots: SlotRow[]
  readonly containers: ContainerRow[]
  /** The model's configurations and those derived from them during the run. */
  readonly configs: ContainerConfig[]
  readonly images: string[]
  readonly texts: string[]
  /** Names of services, a removed and a new one apart, and all their versions. Only in swarm mode. */
  readonly services?: string[]
  readonly specs?: SpecRow[]
}

export interface Trace {
  readonly version: number
  readonly model: Model
  readonly tables: TraceTables
  readonly length: number
  /** Microseconds since the start of the run, never falling. */
  readonly timeUs: Float64Array
  /** `factCode` of each fact. */
  readonly type: Uint8Array
  readonly a: Int32Array
  readonly b: Int32Array
  readonly c: Int32Array
  /** Time the run ended, which may be after the last fact. */
  readonly endUs: number
}

/** Collects facts. `finish` freezes what was collected. */
export interface TraceWriter {
  readonly tables: TraceTables
  readonly length: number
  write(timeUs: number, type: FactType, a: number, b: number, c: number): void
  /** Index of a text, added when new. */
  text(value: string): number
  image(name: string): number
  finish(endUs: number): Trace
}

export function createTraceWriter(model: Model): TraceWriter {
  const tables: TraceTables = {
    slots: [],
    containers: [],
    configs: [...model.configs],
    images: [],
    texts: [],
    ...(model.manager.type === 'swarmkit' && { services: [], specs: [] }),
  }
  const texts = new Map<string, number>()
  const images = new Map<string, number>()
  let timeUs: Float64Array = new Float64Array(1024)
  let type: Uint8Array = new Uint8Array(1024)
  let a: Int32Array = new Int32Array(1024)
  let b: Int32Array = new Int32Array(1024)
  let c: Int32Array = new Int32Array(1024)
  let length = 0

  return {
    tables,
    get length() {
      return length
    },
    write(factTimeUs, factType, factA, factB, factC) {
      if (length === type.length) {
        timeUs = growFloat64(timeUs, length + 1)
        type = growUint8(type, length + 1)
        a = growInt32(a, length + 1)
        b = growInt32(b, length + 1)
        c = growInt32(c, length + 1)
      }
      timeUs[length] = factTimeUs
      type[length] = factCode[factType]
      a[length] = factA
      b[length] = factB
      c[length] = factC
      length++
    },
    text: (value) => intern(texts, tables.texts, value),
    image: (name) => intern(images, tables.images, name),
    finish: (endUs) => ({
      version: traceVersion,
      model,
      tables,
      length,
      timeUs: timeUs.subarray(0, length),
      type: type.subarray(0, length),
      a: a.subarray(0, length),
      b: b.subarray(0, length),
      c: c.subarray(0, length),
      endUs,
    }),
  }
}

function intern(index: Map<string, number>, list: string[], value: string): number {
  let found = index.get(value)
  if (found === undefined) {
    found = list.length
    list.push(value)
    index.set(value, found)
  }
  return found
}

/**
 * SHA-256, as 64 hexadecimal digits, over: the format version, the tables as JSON, and the columns
 * as little-endian bytes, row after row. The model is left out: a different model that leads to the
 * same facts has the same digest.
 */
export function digestOf(trace: Trace): string {
  const digest = createDigest()
  const encoder = new TextEncoder()
  digest.update(encoder.encode(`reberth trace ${trace.version}\n${JSON.stringify(trace.tables)}\n`))
  const rowBytes = 21
  const rowsPerChunk = 4096
  const bytes = new Uint8Array(rowsPerChunk * rowBytes)
  const view = new DataView(bytes.buffer)
  for (let from = 0; from < trace.length; from += rowsPerChunk) {
    const until = Math.min(from + rowsPerChunk, trace.length)
    let at = 0
    for (let row = from; row < until; row++, at += rowBytes) {
      view.setFloat64(at, trace.timeUs[row], true)
      view.setUint8(at + 8, trace.type[row])
      view.setInt32(at + 9, trace.a[row], true)
      view.setInt32(at + 13, trace.b[row], true)
      view.setInt32(at + 17, trace.c[row], true)
    }
    digest.update(bytes.subarray(0, at))
  }
  const end = new Uint8Array(8)
  new DataView(end.buffer).setFloat64(0, trace.endUs, true)
  digest.update(end)
  return digest.hex()
}
