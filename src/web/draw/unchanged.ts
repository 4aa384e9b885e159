/**
 * What each element was last drawn from. Setting an attribute costs style and paint even where its
 * value stays, so an element whose description is the same is left alone.
 */
const descriptions = new WeakMap<Element, string>()

/** True for an element that is new or was drawn from something else; remembers the description. */
export function isChanged(element: Element, parts: readonly unknown[]): boolean {
  const description = parts.join('\u0000')
  if (descriptions.get(element) === description) return false
  descriptions.set(element, description)
  return true
}
