/** Light, dark, high contrast, or as the system has it. The choice is kept where the browser allows it. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Theme } from '../state/workbench-context.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { useMedia } from './screen.ts'

const storageKey = 'reberth.theme'

/** The choices in the order in which the switch goes through them. */
export const themes = ['light', 'dark', 'contrast'] as const

export function useTheme(): void {
  const theme = useWorkbench((context) => context.theme)
  const isAskedFor = useMedia('(prefers-contrast: more)')
  const send = useSend()
  useEffect(() => {
    const kept = readTheme()
    if (kept !== 'system') send({ type: 'theme', theme: kept })
  }, [send])
  useEffect(() => {
    wearTheme(theme)
    keepTheme(theme)
  }, [theme])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (isAskedFor || theme === 'contrast') dataset.contrast = 'more'
    else delete dataset.contrast
  }, [theme, isAskedFor])
}

/** Puts light or dark on; high contrast has both. */
export function wearTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'light' || theme === 'dark') dataset.theme = theme
  else delete dataset.theme
}

/** What the tokens follow, as one word: whoever reads them reads them again when it changes. */
export function useLook(): string {
  return useSyncExternalStore(onLook, lookNow)
}

const followed = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
] as const

function onLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  const attributeFilter = ['data-theme', 'data-contrast']
  observer.observe(document.documentElement, { attributes: true, attributeFilter })
  const queries = followed.map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

function lookNow(): string {
  const { theme, contrast } = document.documentElement.dataset
  return [theme, contrast, ...followed.map((query) => matchMedia(query).matches)].join()
}

/** The theme that is seen now. */
export function useShownTheme(): (typeof themes)[number] {
  const theme = useWorkbench((context) => context.theme)
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  if (theme === 'system') return isSystemDark ? 'dark' : 'light'
  return theme
}

function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === kept) ?? 'system'
  } catch {
    // Storage may be forbidden; the system's theme is then as good as any.
    return 'system'
  }
}

function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Nothing is lost: the choice holds until the page is closed.
  }
}
