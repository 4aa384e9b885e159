/** Light, dark, high contrast, one after another. */
import { themes, useShownTheme } from '../input/theme.ts'
import { useSend } from '../state/workbench-react.ts'

const themeNames = { light: 'Light', dark: 'Dark', contrast: 'High contrast' } as const

/** Its word is the theme that it leads to. */
export function ThemeSwitch({ isNamed = false }: { readonly isNamed?: boolean }) {
  const send = useSend()
  const shown = useShownTheme()
  const next = themes[(themes.indexOf(shown) + 1) % themes.length]
  return (
    <button
      type="button"
      className="quiet"
      title={`Theme: ${themeNames[shown].toLowerCase()}. Next: ${themeNames[next].toLowerCase()}`}
      onClick={() => send({ type: 'theme', theme: next })}
    >
      {isNamed ? `Theme: ${themeNames[next].toLowerCase()}` : themeNames[next]}
    </button>
  )
}
