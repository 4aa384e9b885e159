/** Light, dark, or as the system has it. The choice is kept where the browser allows it. */
import { useEffect } from 'react'
import type { Theme } from '../state/workbench-context.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { useMedia } from './screen.ts'

const storageKey = 'reberth.theme'

export function useTheme(): void {
  const theme = useWorkbench((context) => context.theme)
  const send = useSend()
  useEffect(() => {
    const kept = readTheme()
    if (kept !== 'system') send({ type: 'theme', theme: kept })
  }, [send])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    keepTheme(theme)
  }, [theme])
}

/** The theme that is seen now. */
export function useIsDark(): boolean {
  const theme = useWorkbench((context) => context.theme)
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  return theme === 'system' ? isSystemDark : theme === 'dark'
}

function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
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
