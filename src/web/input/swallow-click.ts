/** What was carried, drawn or held was not clicked: the click that follows when the pointer is let go is dropped. */

/** The click comes right after the pointer is up, if it comes. */
const afterUpMs = 50

export function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), afterUpMs)
}
