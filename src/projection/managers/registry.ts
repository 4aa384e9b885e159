/** The managers whose traces can be read. */
import type { ManagerType, Model } from '../../model/model.ts'
import { classicReading } from './classic/classic.ts'
import type { ManagerReading } from './reading.ts'
import { swarmkitReading } from './swarmkit/swarmkit.ts'

const readings: Readonly<Record<ManagerType, ManagerReading>> = {
  classic: classicReading,
  swarmkit: swarmkitReading,
}

export function readingOf({ manager }: Pick<Model, 'manager'>): ManagerReading {
  return readings[manager.type]
}
