/** Colours as an address says them. */
import type { Colouring } from '../../projection/colouring.ts'
import { joinParts, splitParts } from '../address/parts.ts'

/** Nothing where the order of the manifest decides, as it does at first. */
export function colouringText(colouring: Colouring): string | undefined {
  if (colouring.type === 'order') return undefined
  if (colouring.type === 'project') return 'project'
  return joinParts(['picked', ...colouring.services])
}

/** @returns nothing where it says nothing that is understood. */
export function colouringFrom(text: string): Colouring | undefined {
  if (text === 'project') return { type: 'project' }
  const [type, ...services] = splitParts(text)
  return type === 'picked' && services.some((name) => name !== '') ? { type, services } : undefined
}
