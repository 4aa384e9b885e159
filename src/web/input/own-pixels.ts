/**
 * Where a pointer is within a picture, in the picture's own pixels: on a projector pictures are enlarged, and the
 * page's pixels are not theirs.
 */
export function pointWithin(
  element: Element,
  at: { readonly clientX: number; readonly clientY: number },
  /** Width of the picture in its own pixels. */
  ownWidth: number,
): { x: number; y: number } {
  const { left, top, width } = element.getBoundingClientRect()
  const scale = width === 0 ? 1 : ownWidth / width
  return { x: (at.clientX - left) * scale, y: (at.clientY - top) * scale }
}
