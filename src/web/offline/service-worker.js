// @ts-nocheck It is no part of the program: it runs alone, with two constants that the build writes.
/**
 * Keeps the workbench for when there is no network. Everything of one build lies in one cache, named
 * after the build; a page never sees files of two builds. With a network the page itself always
 * comes from there, so nobody is shown an old one because it was kept. The build writes the two
 * constants in front of this file.
 */
/* global self, caches, fetch, BUILD, FILES */

/** Pages of other folders on this server have caches of their own. */
const prefix = `reberth ${self.registration.scope} `
const cacheName = prefix + BUILD
/** A network that takes longer for the page is treated as none. */
const patienceMs = 4000

self.addEventListener('install', (event) => {
  // Past the browser's own cache: what it holds may be of another build.
  const requests = FILES.map((file) => new Request(file, { cache: 'reload' }))
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOld().then(() => self.clients.claim()))
})

self.addEventListener('message', ({ data }) => {
  // A person asked for the new version: it need not wait until every old page is closed.
  if (data === 'takeOver') self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const path = pathOf(request.url)
  if (request.method !== 'GET' || path === undefined) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (path === 'session/index.json') event.respondWith(session(request))
  else if (FILES.includes(path)) event.respondWith(kept(request, path))
})

async function removeOld() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Path below the folder of the workbench, nothing for what is not ours. */
function pathOf(url) {
  const { scope } = self.registration
  const whole = url.split(/[?#]/, 1)[0]
  return whole.startsWith(scope) ? whole.slice(scope.length) : undefined
}

async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patienceMs) })
  } catch {
    return kept(request, 'index.html')
  }
}

async function kept(request, path) {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}

/** What `reberth open FILE` serves is never kept. Without a server there is nothing of the kind. */
async function session(request) {
  try {
    return await fetch(request)
  } catch {
    return new Response('{}', { headers: { 'Content-Type': 'application/json' } })
  }
}
