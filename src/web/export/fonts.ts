/** The page's own fonts inside of a picture: a picture that is opened elsewhere has only what it brings. */

interface Face {
  readonly family: string
  readonly weight: string
  readonly style: string
  readonly address: string
}

/** `@font-face` rules for the families and weights that a picture uses, with the fonts in them. */
export async function fontRules(picture: Element): Promise<string> {
  const used = usedFonts(picture)
  const faces = facesOfPage().filter(({ family, weight }) => used.has(`${family} ${weight}`))
  const rules = await Promise.all(faces.map(ruleOf))
  return rules.join('\n')
}

function usedFonts(picture: Element): ReadonlySet<string> {
  const used = new Set<string>()
  for (const text of picture.querySelectorAll('text, tspan')) {
    const family = (text.getAttribute('font-family') ?? '').split(',')[0].replaceAll('"', '').trim()
    if (family !== '') used.add(`${family} ${text.getAttribute('font-weight') ?? '400'}`)
  }
  return used
}

function facesOfPage(): Face[] {
  const faces: Face[] = []
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue
      const { style } = rule
      const source = /url\(["']?([^"')]+\.woff2[^"')]*)["']?\)/.exec(style.getPropertyValue('src'))
      if (source === null) continue
      faces.push({
        family: style.getPropertyValue('font-family').replaceAll(/["']/g, '').trim(),
        weight: style.getPropertyValue('font-weight') || '400',
        style: style.getPropertyValue('font-style') || 'normal',
        address: new URL(source[1], sheet.href ?? document.baseURI).href,
      })
    }
  }
  return faces
}

async function ruleOf({ family, weight, style, address }: Face): Promise<string> {
  try {
    const response = await fetch(address)
    if (!response.ok) return ''
    const data = await dataAddress(await response.blob())
    return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(${data}) format("woff2")}`
  } catch {
    return '' // Its name still stands in the picture: whoever has the font sees it.
  }
}

function dataAddress(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(content)
  })
}
