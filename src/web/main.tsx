/** The workbench's entry. */
import { createRoot } from 'react-dom/client'

const app = document.getElementById('app')
if (app === null) throw new Error('index.html has no element "app"')
createRoot(app).render(
  <main>
    <h1>Reberth</h1>
  </main>,
)
