/**
 * Offers to load the page again when a new version has been put on the server. Nothing happens by
 * itself: whoever is in the middle of something finishes it first.
 */
import { useEffect, useState } from 'react'
import './new-version.css'

/** The first view has the network and the processor for itself. */
const registerAfterMs = 3_000

export function NewVersion() {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    // In development nothing is kept: it would be yesterday's.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    const timer = setTimeout(() => void register(setWaiting), registerAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (waiting === undefined) return null
  const reload = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    waiting.postMessage('takeOver')
  }
  return (
    <div className="new-version" role="status">
      There is a new version of this page.
      <button type="button" onClick={reload}>
        Reload
      </button>
      <button type="button" onClick={() => setWaiting(undefined)}>
        Later
      </button>
    </div>
  )
}

async function register(found: (worker: ServiceWorker) => void): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js')
    // Without a controller this is the first visit: nothing is replaced.
    const tell = () => {
      if (registration.waiting !== null && navigator.serviceWorker.controller !== null) {
        found(registration.waiting)
      }
    }
    tell()
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', tell)
    })
  } catch {
    // Private windows and plain http forbid it; all else works as before.
  }
}
