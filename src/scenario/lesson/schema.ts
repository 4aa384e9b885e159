/**
 * The shape of a lesson's file. What needs two places (a node that the scenario must have, a question
 * before its explanation) is checked where it is compiled.
 */

import { anyText, duration, text, texts, whole } from '../schema-values.ts'
import { z } from '../zod.ts'

/** What a scene is: exactly one of these keys, with the scene's text. */
export const sceneKeys = ['tell', 'watch', 'predict', 'run', 'explain', 'try'] as const

/** What a question measures: exactly one of these keys. */
export const questionKeys = ['when', 'where', 'which', 'what', 'first'] as const

const choice = z.strictObject({
  says: text.meta({ description: 'The choice in words.' }),
  that: text.meta({ description: 'The claim that makes it right: running(web) == 8.' }),
})

/** Keys 1 to 4 choose. */
const choices = z.array(choice).min(2).max(4).optional()

export const sceneSchema = z.strictObject({
  tell: anyText.optional().meta({ description: 'Text beside a picture that stands still.' }),
  watch: anyText.optional().meta({ description: 'Plays from one moment to another.' }),
  predict: anyText.optional().meta({ description: 'A question about what has not run yet.' }),
  run: anyText.optional().meta({ description: 'Runs until the question is decided.' }),
  explain: anyText.optional().meta({ description: 'Mark beside truth, and why, from the run.' }),
  try: anyText.optional().meta({ description: 'Free play, with a way back.' }),
  text: anyText.optional().meta({ description: 'What stands before a question.' }),
  notes: anyText.optional().meta({ description: 'For whoever presents; shown in a window apart.' }),
  scenario: text.optional().meta({ description: 'Another scenario, from this scene on.' }),
  at: duration.optional().meta({ description: 'Where the picture stands.' }),
  from: duration.optional().meta({ description: 'Where watching or running begins.' }),
  to: duration.optional().meta({ description: 'Where watching or running ends.' }),
  speed: whole(1, 10_000).optional().meta({ description: 'Times as fast as the clock.' }),
  until: duration.optional().meta({ description: 'Until when a question is measured.' }),
  highlight: texts.optional().meta({ description: 'Nodes that are ringed.' }),
  when: text.optional().meta({ description: 'A claim: when does it become true?' }),
  bounds: z
    .array(duration)
    .min(1)
    .max(3)
    .optional()
    .meta({ description: 'Times that divide the answers of when into choices.' }),
  never: z.literal(true).optional().meta({ description: 'It may be that it never becomes true.' }),
  where: text.optional().meta({ description: 'node(web-3): where does it go next?' }),
  which: text.optional().meta({ description: 'A node: which of its containers run again?' }),
  what: choices.meta({ description: 'Which choice is true at the end?' }),
  first: choices.meta({ description: 'Which choice becomes true first?' }),
})

export const lessonSchema = z.strictObject({
  name: text.meta({ description: 'What it is called in the list of lessons.' }),
  about: anyText.optional().meta({ description: 'What is learned, in a few sentences.' }),
  minutes: whole(1, 240).optional().meta({ description: 'How long it takes in class.' }),
  scenario: text.meta({ description: 'The scenario, relative to this file.' }),
  scenes: z
    .array(sceneSchema)
    .min(1)
    .meta({ description: 'Scenes in their order: tell, watch, predict, run, explain, try.' }),
})

export type SceneEntry = z.output<typeof sceneSchema>
