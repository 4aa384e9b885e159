/** The texts under which an image can be asked for: its ID, its tags, its tags without version. */
import type { SchedulerImage } from './scheduler.ts'

export function imageTexts({ id, tags }: SchedulerImage): readonly string[] {
  return [id, ...tags, ...tags.map(repositoryOf)]
}

/** A colon before a slash belongs to the registry's port and not to the version. */
function repositoryOf(tag: string): string {
  const digest = tag.indexOf('@')
  if (digest >= 0) return tag.slice(0, digest)
  const colon = tag.lastIndexOf(':')
  return colon < 0 || tag.includes('/', colon) ? tag : tag.slice(0, colon)
}
