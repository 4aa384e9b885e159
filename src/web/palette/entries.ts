/**
 * Everything that can be typed into the palette, as one list of entries for a text: the verbs of the
 * menus, and what the page itself can do. An entry that changes the run carries its line.
 */

import { changeEntries } from './changes-entries.ts'
import { goEntries } from './go-entries.ts'
import { pageEntries } from './page-entries.ts'
import type { PaletteEntry, PaletteInput } from './palette-entry.ts'

const shownMax = 12

export function entriesFor(input: PaletteInput): PaletteEntry[] {
  const all = [...changeEntries(input), ...goEntries(input), ...pageEntries(input)]
  return all
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) => one.entry.score - other.entry.score || one.index - other.index)
    .slice(0, shownMax)
    .map(({ entry }) => entry)
}
