/** Follows the sandbox by server-sent events and renders what changed. */
import { keepPlace } from "./scroll.js";
import { patchPage } from "./patch.js";

const listeners = [];
let running = false;
let again = false;

/** Calls back after each update of the page. */
export function onUpdate(listener) {
  listeners.push(listener);
}

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
      const html = await fetchPage();
      if (html === null) return;
      const next = new DOMParser().parseFromString(html, "text/html");
      const settle = keepPlace();
      if (!patchPage(next)) return location.reload();
      settle();
      for (const listener of listeners) listener();
    } while (again);
  } finally {
    running = false;
  }
}

/** @returns null where the connection is gone: its return sends an event, and so the next try */
async function fetchPage() {
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function showConnection(text) {
  const place = document.getElementById("connection");
  if (place !== null && place.textContent !== text) place.textContent = text;
}

let typingTimer;
function showTyping({ chatId, personId }) {
  const { chatOwn, viewer } = document.getElementById("app").dataset;
  if (String(chatId) !== chatOwn || String(personId) === viewer) return;
  showConnection("typing …");
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => showConnection(""), 5000);
}

/**
 * Starts following. A hidden tab lets go of its connection, since a browser allows only six to
 * one address, and many tabs as many people is what this page is for.
 */
export function follow() {
  let source = null;
  const open = () => {
    if (source !== null || document.hidden) return;
    source = new EventSource("/page/events");
    source.addEventListener("changed", () => {
      showConnection("");
      refresh();
    });
    source.addEventListener("typing", (event) => showTyping(JSON.parse(event.data)));
    source.addEventListener("error", () => showConnection("connecting …"));
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else open();
  });
  // a page that goes into the browser's history must not keep a connection open
  addEventListener("pagehide", () => {
    source?.close();
    source = null;
  });
  addEventListener("pageshow", open);
  open();
}
