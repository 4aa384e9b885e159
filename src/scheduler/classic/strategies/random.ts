/** Takes any node that the filters left. It does not look at CPUs or memory, not even whether it fits. */
import type { DrawingStrategy } from './strategy.ts'

export const random: DrawingStrategy = { type: 'drawing', name: 'random' }
