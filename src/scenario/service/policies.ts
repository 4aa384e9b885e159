/** How a service restarts, updates and rolls back: the fields of each policy and how they are read. */
import type { RestartPolicy, UpdateConfig } from '../../model/swarm-mode.ts'
import { Refused } from '../schema-values.ts'
import { readCount, readDuration, readRatio, readWord } from './reading.ts'

type Reader<T> = (text: string) => T | Refused

/** The fields of a record, each with its reader. */
export type Readers<T> = { readonly [K in keyof T]: Reader<T[K]> }

export const restartReaders: Readers<RestartPolicy> = {
  condition: (text) => readWord(text, ['none', 'on-failure', 'any']),
  delayUs: readDuration,
  maxAttempts: readCount,
  windowUs: readDuration,
}

export const updateReaders: Readers<UpdateConfig> = {
  parallelism: readCount,
  delayUs: readDuration,
  failureAction: (text) => readWord(text, ['pause', 'continue', 'rollback']),
  maxFailureRatio: readRatio,
  monitorUs: readDuration,
  order: (text) => readWord(text, ['stop-first', 'start-first']),
}

/** A rollback that fails cannot be rolled back. */
export const rollbackReaders: Readers<UpdateConfig> = {
  ...updateReaders,
  failureAction: (text) => readWord(text, ['pause', 'continue']),
}

/** The names of the fields in a Compose file's `deploy`; those of the command line have dashes. */
export const restartFields: Readonly<Record<string, keyof RestartPolicy>> = {
  condition: 'condition',
  delay: 'delayUs',
  max_attempts: 'maxAttempts',
  window: 'windowUs',
}

export const updateFields: Readonly<Record<string, keyof UpdateConfig>> = {
  parallelism: 'parallelism',
  delay: 'delayUs',
  failure_action: 'failureAction',
  max_failure_ratio: 'maxFailureRatio',
  monitor: 'monitorUs',
  order: 'order',
}

/**
 * Those fields of a policy that were given. `textOf` answers with the text of a field by its name in a
 * Compose file; `report` hears of texts that cannot be read.
 */
export function readPolicy<T extends object>(
  fields: Readonly<Record<string, keyof T>>,
  readers: Readers<T>,
  textOf: (name: string) => string | undefined,
  report: (name: string, refused: Refused) => void,
): Partial<T> {
  const policy: Partial<T> = {}
  for (const [name, field] of Object.entries(fields)) {
    const text = textOf(name)
    if (text === undefined) continue
    const value = readers[field](text)
    if (value instanceof Refused) report(name, value)
    // The API takes a monitor of 0 for none: the default stands.
    else if (field !== 'monitorUs' || value !== 0) policy[field] = value
  }
  return policy
}
