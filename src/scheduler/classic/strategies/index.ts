/** All the strategies there are. */
import { binpack } from './binpack.ts'
import { random } from './random.ts'
import { spread } from './spread.ts'

export const classicStrategies = { spread, binpack, random }
