/** The palette is typed into at once: it is fetched in a quiet moment, before anybody asks for it. */
export function prefetchPalette(): void {
  import('./palette.tsx').catch(() => {
    // Whoever opens it will see that it does not come.
  })
}
