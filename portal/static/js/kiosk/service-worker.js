// Holds the kiosk's screen, so that a tablet without connection starts. `self.kiosk` is what it holds.

const { version, screen, files } = self.kiosk;
const CACHE = `kiosk-${version}`;
const PATIENCE = 4_000;

// All or nothing: a version whose files are not all there does not replace the one before.
async function hold() {
  const cache = await caches.open(CACHE);
  const page = await fetch(screen, { credentials: "same-origin", cache: "no-store" });
  if (!page.headers.has("Kiosk-Shell")) throw new Error("This browser is not a kiosk.");
  await cache.addAll(files);
  await cache.put(screen, page);
  await self.skipWaiting();
}

async function replaceOlder() {
  const names = (await caches.keys()).filter(name => name.startsWith("kiosk-") && name !== CACHE);
  await Promise.all(names.map(name => caches.delete(name)));
  await self.clients.claim();
}

// The network first, so that a revoked tablet notices; what is held if it does not answer in time.
async function answer(request, kept) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.status < 500) {
      if (kept === request && response.ok) (await caches.open(CACHE)).put(request, response.clone());
      return response;
    }
    return (await caches.match(kept)) ?? response;
  } catch (error) {
    const found = await caches.match(kept);
    if (found) return found;
    throw error;
  }
}

self.addEventListener("install", event => event.waitUntil(hold()));
self.addEventListener("activate", event => event.waitUntil(replaceOlder()));
self.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === screen) event.respondWith(answer(request, screen));
  else if (pathname.startsWith("/static/")) event.respondWith(answer(request, request));
});
