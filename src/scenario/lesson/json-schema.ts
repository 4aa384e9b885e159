/** The published JSON Schema of lessons: editors complete and check with it. */
import { z } from '../zod.ts'
import { lessonSchema, sceneKeys, sceneSchema } from './schema.ts'

const scene = sceneSchema.meta({
  id: 'scene',
  oneOf: sceneKeys.map((key) => ({ required: [key] })),
})

export function lessonJsonSchema(): Record<string, unknown> {
  const whole = lessonSchema.extend({
    scenes: z
      .array(scene)
      .min(1)
      .meta(lessonSchema.shape.scenes.meta() ?? {}),
  })
  const { $schema, ...schema } = z.toJSONSchema(whole, { io: 'input' })
  return {
    $schema,
    title: 'Reberth lesson',
    description: 'Scenes that lead through runs of scenarios, with questions that the run answers.',
    ...schema,
  }
}
