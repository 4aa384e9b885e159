/** The workbench's entry: fonts, styles, and the page. */
import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-sans-condensed/latin-400.css'
import '@fontsource/ibm-plex-sans-condensed/latin-500.css'
import '@fontsource/ibm-plex-sans-condensed/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import './style/tokens.css'
import './style/contrast.css'
import './style/base.css'
import './style/layout.css'
import './style/harbour.css'
import './style/boxes.css'
import './style/timeline.css'
import './style/lanes.css'
import './style/panels.css'
import './style/long-lists.css'
import './style/inspector.css'
import './style/explanation.css'
import './style/charts.css'
import './style/managers.css'
import './style/election.css'
import './style/dialogs.css'
import './style/verbs.css'
import './style/search.css'
import './style/zoom.css'
import './style/figures.css'
import './style/palette.css'
import './style/phone.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { Mishap } from './panels/mishap.tsx'
import { Workbench } from './state/workbench-react.ts'

const app = document.getElementById('app')
if (app === null) throw new Error('index.html has no element "app"')
createRoot(app).render(
  <Mishap>
    <Workbench.Provider>
      <App />
    </Workbench.Provider>
  </Mishap>,
)
