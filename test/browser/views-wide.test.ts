/** Every view at the size of a desk: no word in the console, nothing for axe, and its picture as stored. */
import { lookAtViews } from './views/look.ts'

lookAtViews('wide', 'light')
