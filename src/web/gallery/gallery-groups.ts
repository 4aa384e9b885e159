/** The examples in groups, and which of them the words of a filter leave. */
import type { LibraryEntry } from '../input/library.ts'

export const groupNames = ['Classic Swarm', 'Swarm mode', 'Compose'] as const
export type GroupName = (typeof groupNames)[number]

export interface Group {
  readonly name: GroupName
  readonly entries: readonly LibraryEntry[]
}

/** Groups that have an entry, in their order. Every word of the filter must stand somewhere. */
export function galleryGroups(entries: readonly LibraryEntry[], filter: string): Group[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = entries.filter((entry) => {
    const text = `${groupOf(entry)} ${entry.path} ${entry.name} ${entry.about}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return groupNames
    .map((name) => ({ name, entries: shown.filter((entry) => groupOf(entry) === name) }))
    .filter((group) => group.entries.length > 0)
}

/** A Compose file has no nodes; the manager of a scenario is classic unless it says otherwise. */
export function groupOf({ text }: LibraryEntry): GroupName {
  if (!/^nodes\s*:/m.test(text)) return 'Compose'
  return /manager\s*:\s*["']?swarmkit/.test(text) ? 'Swarm mode' : 'Classic Swarm'
}

/** What a Compose file says of itself: its first comment. */
export function aboutOf({ about, text }: LibraryEntry): string {
  if (about !== '') return about
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines
    .slice(0, Math.max(0, end))
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ')
    .trim()
}
