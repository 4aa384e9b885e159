/** The levels of detail, and the sizes that depend on nothing else. */

/** 1: boxes with names. 2: boxes. 3: bands per service. */
export type Level = 1 | 2 | 3

/** Sizes that depend only on the level of detail, in pixels. */
export interface LevelMetrics {
  /** Widths of a berth that are still good, and the one to aim for. */
  readonly berthMin: number
  readonly berthMax: number
  readonly berthAim: number
  /** Where there is always room because the harbour scrolls. */
  readonly berthScrolling: number
  readonly gap: number
  readonly padding: number
  readonly quayGap: number
  /** Free water above the berths: crane paths, or the title of a row. */
  readonly strip: number
  readonly stripSlim: number
  /** From three rows on. */
  readonly stripTight: number
  readonly land: number
  readonly landSlim: number
  readonly landTight: number
  readonly rowAim: number
  /** Height of a box that promises nothing. */
  readonly noPromise: number
  readonly boxMin: number
  readonly cpuColumn: number
}

export const levelMetrics: Readonly<Record<Level, LevelMetrics>> = {
  1: {
    berthMin: 72,
    berthMax: 160,
    berthAim: 132,
    berthScrolling: 88,
    gap: 19,
    padding: 10,
    quayGap: 15,
    strip: 104,
    stripSlim: 44,
    stripTight: 26,
    land: 104,
    landSlim: 76,
    landTight: 46,
    rowAim: 330,
    noPromise: 14,
    boxMin: 2,
    cpuColumn: 15,
  },
  2: {
    berthMin: 14,
    berthMax: 44,
    berthAim: 30,
    berthScrolling: 20,
    gap: 3,
    padding: 4,
    quayGap: 14,
    strip: 26,
    stripSlim: 18,
    stripTight: 18,
    land: 30,
    landSlim: 28,
    landTight: 28,
    rowAim: 130,
    noPromise: 4,
    boxMin: 1,
    cpuColumn: 0,
  },
  3: {
    berthMin: 1,
    berthMax: 9,
    berthAim: 4,
    berthScrolling: 3,
    gap: 1,
    padding: 2,
    quayGap: 13,
    strip: 20,
    stripSlim: 12,
    stripTight: 12,
    land: 25,
    landSlim: 25,
    landTight: 25,
    rowAim: 64,
    noPromise: 1,
    boxMin: 0,
    cpuColumn: 0,
  },
}
