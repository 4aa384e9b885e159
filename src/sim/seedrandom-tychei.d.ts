/** The published types cover the whole package; this is the one generator that we load. */
declare module 'seedrandom/lib/tychei.js' {
  import type { PRNG } from 'seedrandom'

  export default function tychei(seed: string): PRNG
}
