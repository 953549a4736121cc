/** Follows the inbox by server-sent events and renders what changed. */
import { patchPage } from "../../../sandbox/page/assets/patch.js";

let running = false;
let again = false;

/** Fetches the page as it is now and takes over what changed; one at a time. */
export async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    do {
      again = false;
      const address = location.href;
      const html = await fetchPage(address);
      if (html === null) return;
      // Meanwhile another was opened: its own look follows.
      if (address !== location.href) {
        again = true;
        continue;
      }
      const next = new DOMParser().parseFromString(html, "text/html");
      if (!patchPage(next)) return location.reload();
      document.getElementById("app").className = next.getElementById("app").className;
    } while (again);
  } finally {
    running = false;
  }
}

/** @returns null where the connection is gone: its return sends an event, and so the next try */
async function fetchPage(address) {
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function showConnection(text) {
  const place = document.getElementById("connection");
  if (place.textContent !== text) place.textContent = text;
}

/** Starts following. A hidden tab lets go of its connection: a browser has few to one address. */
export function follow() {
  let source = null;
  const open = () => {
    if (source !== null || document.hidden) return;
    source = new EventSource("/page/events");
    source.addEventListener("changed", () => {
      showConnection("");
      refresh();
    });
    source.addEventListener("error", () => showConnection("connecting …"));
  };
  const close = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  // a page that goes into the browser's history must not keep a connection open
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
