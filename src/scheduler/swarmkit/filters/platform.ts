/**
 * Keeps the nodes whose operating system and processor the image is made for. Docker and the kernel
 * name processors differently, so both names count as one; upper and lower case do not.
 */
import type { TaskPlatform } from '../task-spec.ts'
import { onNodes, type SwarmkitFilter } from './filter.ts'

export const platform: SwarmkitFilter = {
  name: 'platform',
  applies: ({ platforms }) => platforms.length > 0,
  accepts({ nodes }, slot, { spec }) {
    const own = nodes[slot].description?.platform
    return own !== undefined && spec.platforms.some((wanted) => runs(own, wanted))
  },
  explain: onNodes('unsupported platform'),
  reason({ nodes }, slot, { spec }) {
    const own = nodes[slot].description?.platform
    const wanted = spec.platforms.map(words).join(' or ')
    return `the image is for ${wanted}, the node is ${own === undefined ? 'unknown' : words(own)}`
  },
}

function runs(own: TaskPlatform, { os, architecture }: TaskPlatform): boolean {
  if (os !== '' && os !== own.os) return false
  return architecture === '' || common(architecture) === common(own.architecture)
}

function common(architecture: string): string {
  if (architecture === 'x86_64') return 'amd64'
  return architecture === 'aarch64' ? 'arm64' : architecture
}

function words({ os, architecture }: TaskPlatform): string {
  return `${os === '' ? 'any' : os}/${architecture === '' ? 'any' : architecture}`
}
