/** Every view at the size of a laptop: no word in the console, nothing for axe, and its picture as stored. */
import { lookAtViews } from './views/look.ts'

lookAtViews('small', 'dark')
