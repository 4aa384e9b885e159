/**
 * Keys, commands and questions that another manager knows: a person who writes one is told whose it is
 * and why it means nothing here.
 */

import type { Finding } from '../issue-list.ts'
import { z } from '../zod.ts'
import { managerInputs } from './index.ts'
import type { ManagerInput } from './manager.ts'

type What = 'key' | 'command' | 'question'

/** What to say about a word that only another manager knows; nothing if none does. */
export function strangerFinding(
  what: What,
  word: string,
  manager: ManagerInput,
): Pick<Finding, 'found' | 'expected' | 'because'> | undefined {
  const owner = Object.values(managerInputs).find((other) => {
    return other !== manager && wordsOf(other, what).has(word)
  })
  if (owner === undefined) {
    // A word of its own in the wrong place.
    const because = manager.whyNot[word]
    if (because === undefined) return undefined
    return { found: `the ${what} ${word}`, expected: `a ${what} that belongs here`, because }
  }
  return {
    found: `${word}, a ${what} of ${owner.title}`,
    expected: `a ${what} of ${manager.title}`,
    because: manager.whyNot[word] ?? `swarm: {manager: ${owner.type}} brings it`,
  }
}

function wordsOf(manager: ManagerInput, what: What): ReadonlySet<string> {
  switch (what) {
    case 'key':
      return new Set([...keysOf(manager.swarmSchema), ...keysOf(z.object(manager.nodeShape))])
    case 'command':
      return new Set(Object.keys(manager.commands))
    case 'question':
      return new Set(Object.keys(manager.claims.questions))
  }
}

/** The keys of a schema and of the maps inside of it. */
function keysOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap() as z.ZodType)
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).flatMap(([key, inner]) => {
    return [key, ...keysOf(inner as z.ZodType)]
  })
}
