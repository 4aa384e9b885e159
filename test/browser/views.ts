/**
 * Every view of the workbench, and how a person gets there. Each is looked at by axe and compared with its
 * stored picture; a new view is one entry in the file of its topic.
 */
import { contrastViews } from './views/contrast-views.ts'
import { fileViews } from './views/file-views.ts'
import { harbourViews } from './views/harbour-views.ts'
import { lessonViews } from './views/lesson-views.ts'
import { pageViews } from './views/page-views.ts'
import { phoneViews } from './views/phone-views.ts'
import { runViews } from './views/run-views.ts'
import type { View } from './views/view.ts'
import { whyViews } from './views/why-views.ts'

export const views: readonly View[] = [
  ...harbourViews,
  ...whyViews,
  ...pageViews,
  ...runViews,
  ...lessonViews,
  ...fileViews,
  ...phoneViews,
  ...contrastViews,
]
