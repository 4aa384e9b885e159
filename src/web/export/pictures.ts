/** The harbour and the timeline as pictures, as they are seen now. */
import { fontRules } from './fonts.ts'
import { element, frozen, frozenDefinitions, frozenWords } from './frozen-svg.ts'

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** A picture cannot be made: a whole sentence. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
}

export async function harbourPicture(title: string): Promise<Picture> {
  const water = document.querySelector('.harbour .water .picture')
  if (!(water instanceof HTMLElement)) throw new PictureError('There is no harbour to be saved.')
  const frame = water.getBoundingClientRect()
  const picture = canvasOf(title, frame, colourOf(document.querySelector('.harbour')))
  for (const child of water.children) {
    if (child instanceof HTMLCanvasElement) picture.append(pixelsOf(child, frame))
    else if (child instanceof SVGSVGElement) appendPlaced(picture, child, frame)
    else if (child.matches('.refusal, .tip')) picture.append(frozenWords(child, frame))
  }
  return finished(picture, frame)
}

export async function timelinePicture(title: string): Promise<Picture> {
  const lanes = document.querySelector('.timeline .lanes')
  if (!(lanes instanceof HTMLElement)) throw new PictureError('There is no timeline to be saved.')
  const frame = lanes.getBoundingClientRect()
  const picture = canvasOf(title, frame, colourOf(document.querySelector('.timeline')))
  for (const child of lanes.querySelectorAll('svg.lanes-svg')) appendPlaced(picture, child, frame)
  const cursor = lanes.querySelector('.cursor')
  if (cursor !== null) appendCursor(picture, cursor, frame)
  return finished(picture, frame)
}

/** Twice as fine as the page: pictures are printed and projected. */
export const pngScale = 2

export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image()
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * pngScale)
    canvas.height = Math.round(height * pngScale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new PictureError('This browser makes no PNG of so large a picture.')
    return blob
  } finally {
    URL.revokeObjectURL(address)
  }
}

function canvasOf(title: string, { width, height }: DOMRect, ground: string): SVGElement {
  const picture = element('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  })
  const name = element('title')
  name.textContent = title
  picture.append(name, element('rect', { width, height, fill: ground }))
  const definitions = frozenDefinitions()
  if (definitions !== undefined) picture.append(definitions)
  return picture
}

/** The colour behind an element, wherever it is set. */
function colourOf(start: Element | null): string {
  for (let at = start; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at)
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor
  }
  return 'white'
}

function appendPlaced(picture: SVGElement, source: Element, frame: DOMRect): void {
  const copy = frozen(source)
  if (copy === undefined) return
  const { left, top } = source.getBoundingClientRect()
  copy.setAttribute('x', String(left - frame.left))
  copy.setAttribute('y', String(top - frame.top))
  picture.append(copy)
}

/** Painted pixels stay pixels: at that distance a mark is two of them. */
function pixelsOf(canvas: HTMLCanvasElement, frame: DOMRect): SVGElement {
  const { left, top, width, height } = canvas.getBoundingClientRect()
  return element('image', {
    x: left - frame.left,
    y: top - frame.top,
    width,
    height,
    href: canvas.toDataURL('image/png'),
  })
}

function appendCursor(picture: SVGElement, cursor: Element, frame: DOMRect): void {
  const { left, top, bottom } = cursor.getBoundingClientRect()
  const colour = getComputedStyle(cursor).color
  const x = left - frame.left
  picture.append(
    element('line', { x1: x, x2: x, y1: top - frame.top, y2: bottom - frame.top, stroke: colour }),
  )
  const label = cursor.querySelector('span')
  if (label === null) return
  const box = label.getBoundingClientRect()
  const place = { x: box.left - frame.left, y: box.top - frame.top }
  const { width, height } = box
  picture.append(element('rect', { ...place, width, height, fill: colourOf(label) }))
  picture.append(frozenWords(label, frame))
}

async function finished(picture: SVGElement, { width, height }: DOMRect): Promise<Picture> {
  const rules = await fontRules(picture)
  if (rules !== '') {
    const style = element('style')
    style.textContent = rules
    picture.prepend(style)
  }
  return { svg: new XMLSerializer().serializeToString(picture), width, height }
}
