/** No types are published with it; this is what is used of it. */
declare module 'jstat' {
  export const jStat: {
    readonly studentt: {
      /** Quantile of Student's distribution with so many degrees of freedom. */
      inv(probability: number, freedom: number): number
    }
  }
}
