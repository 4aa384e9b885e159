/**
 * A picture of the page as an SVG that needs nothing else: every style is written into its
 * elements, the patterns it refers to come along, and words of HTML above it become text.
 */

const svgNamespace = 'http://www.w3.org/2000/svg'

/** What decides how a mark looks; each with the value that needs no saying. */
const properties: readonly (readonly [name: string, usual: string])[] = [
  ['fill', 'rgb(0, 0, 0)'],
  ['fill-opacity', '1'],
  ['stroke', 'none'],
  ['stroke-width', '1px'],
  ['stroke-dasharray', 'none'],
  ['stroke-opacity', '1'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['opacity', '1'],
  ['paint-order', 'normal'],
  ['marker-end', 'none'],
  ['marker-start', 'none'],
  ['shape-rendering', 'auto'],
]

const wordProperties: readonly string[] = [
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'letter-spacing',
  'dominant-baseline',
  'font-variant-numeric',
]

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElement {
  const made = document.createElementNS(svgNamespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

/** A copy with its styles written out; what is not to be seen is left out. */
export function frozen(source: Element): SVGElement | undefined {
  const style = getComputedStyle(source)
  if (style.display === 'none' || style.visibility === 'hidden') return undefined
  const copy = document.createElementNS(svgNamespace, source.localName)
  for (const { name, value } of source.attributes) {
    if (isKept(name)) copy.setAttribute(name, value)
  }
  writeStyle(copy, style, source.localName === 'text' || source.localName === 'tspan')
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode())
    if (!(child instanceof Element)) continue
    const below = frozen(child)
    if (below !== undefined) copy.append(below)
  }
  return copy
}

/** Geometry, and ids that others refer to; not what makes the page's elements buttons. */
function isKept(name: string): boolean {
  return !/^(class|style|tabindex|role|aria-.*|data-.*|on.*|focusable)$/.test(name)
}

function writeStyle(copy: Element, style: CSSStyleDeclaration, hasWords: boolean): void {
  for (const [name, usual] of properties) {
    const value = style.getPropertyValue(name)
    if (value !== '' && value !== usual) copy.setAttribute(name, localReference(value))
  }
  // Boxes are put in their place by the style, so that they can glide.
  const { transform } = style
  if (transform !== '' && transform !== 'none') copy.setAttribute('transform', transform)
  if (!hasWords) return
  for (const name of wordProperties) {
    const value = style.getPropertyValue(name)
    if (value !== '' && value !== 'normal' && value !== 'auto') copy.setAttribute(name, value)
  }
}

/** Browsers answer with the page's address before the `#`. */
function localReference(value: string): string {
  return value.replace(/url\(["']?[^"')]*#([\w-]+)["']?\)/g, 'url(#$1)')
}

/** The page's own definitions: hatches, fog, arrowheads. */
export function frozenDefinitions(): SVGElement | undefined {
  const defs = document.querySelector('svg.definitions defs')
  return defs === null ? undefined : frozenHidden(defs)
}

/** As `frozen`, of what is never shown by itself. */
function frozenHidden(source: Element): SVGElement {
  const copy = document.createElementNS(svgNamespace, source.localName)
  for (const { name, value } of source.attributes) if (isKept(name)) copy.setAttribute(name, value)
  if (!/^(defs|pattern|marker)$/.test(source.localName)) {
    writeStyle(copy, getComputedStyle(source), false)
  }
  for (const child of source.children) copy.append(frozenHidden(child))
  return copy
}

/** The words of HTML as text at their places, line by line, with `origin` at 0, 0. */
export function frozenWords(source: Element, origin: DOMRect): SVGElement {
  const group = element('g')
  const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null) continue
    const style = getComputedStyle(parent)
    if (style.visibility === 'hidden' || style.display === 'none') continue
    for (const { text, x, baseline } of linesOf(node as Text, style)) {
      const line = element('text', { x: round(x - origin.left), y: round(baseline - origin.top) })
      line.setAttribute('fill', style.color)
      for (const name of wordProperties.slice(0, 4)) {
        line.setAttribute(name, style.getPropertyValue(name))
      }
      line.textContent = text
      group.append(line)
    }
  }
  return group
}

interface Line {
  text: string
  readonly x: number
  readonly baseline: number
}

/** Where the browser broke a text into lines: a word whose box is lower begins one. */
function linesOf(node: Text, style: CSSStyleDeclaration): Line[] {
  const lines: Line[] = []
  const range = document.createRange()
  let lastTop = Number.NEGATIVE_INFINITY
  for (const match of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, match.index)
    range.setEnd(node, match.index + match[0].trimEnd().length)
    const [box] = range.getClientRects()
    if (box === undefined || box.width === 0) continue
    const last = lines.at(-1)
    if (last !== undefined && Math.abs(box.top - lastTop) < 2) last.text += match[0]
    else {
      // IBM Plex: its letters stand on a line at about four fifths of their box.
      const size = Number.parseFloat(style.fontSize)
      lines.push({
        text: match[0],
        x: box.left,
        baseline: (box.top + box.bottom) / 2 + size * 0.35,
      })
    }
    lastTop = box.top
  }
  return lines
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
