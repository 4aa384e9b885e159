/** What a chart of a figure is told in words, and how shares are written. */

export interface MetricWords {
  readonly title: string
  readonly about: string
}

/** `99.95 %`: more digits the closer it comes to all. */
export function percent(share: number): string {
  const value = share * 100
  const digits = value > 99.9 && value < 100 ? 3 : value > 99 && value < 100 ? 2 : 1
  const text = value.toFixed(digits)
  // What is not all must not read as all.
  return `${share < 1 && Number(text) === 100 ? '>99.999' : text.replace(/\.0$/, '')} %`
}
