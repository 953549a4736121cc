/**
 * Brings the page up to date from a newly rendered one. Only elements with `data-live` change:
 * "whole" (its content), "list" (its children, told apart by id), "kind" (its content, but only
 * where `data-kind` became another one). What is compared is what the server sent then and now,
 * so that what the viewer did since (an opened quote, a focus) stays where nothing changed.
 */

const sent = new WeakMap();

/** Remembers what the server sent with the page itself. */
export function rememberPage() {
  for (const region of document.querySelectorAll("[data-live]")) {
    sent.set(region, region.innerHTML);
    if (region.dataset.live === "list") {
      for (const child of region.children) sent.set(child, child.outerHTML);
    }
  }
}

/**
 * @param {Document} next the page as it is now
 * @returns {boolean} false where a part is missing, so that only a reload helps
 */
export function patchPage(next) {
  if (isOtherChat(next)) return false;
  const focused = rememberFocus();
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = next.getElementById(region.id);
    if (fresh === null) return false;
    if (region.dataset.live === "list") patchList(region, fresh);
    else if (region.dataset.live === "kind") patchKind(region, fresh);
    else if (sent.get(region) !== fresh.innerHTML) {
      sent.set(region, fresh.innerHTML);
      region.replaceChildren(...fresh.childNodes);
    }
  }
  document.title = next.title;
  focused();
  return true;
}

/** The viewer was removed from the group, or it became another: what is open is another chat. */
function isOtherChat(next) {
  const now = document.getElementById("app")?.dataset;
  const then = next.getElementById("app")?.dataset;
  return now?.chat !== then?.chat || now?.chatOwn !== then?.chatOwn;
}

function patchKind(region, fresh) {
  if (region.dataset.kind === fresh.dataset.kind) return;
  region.dataset.kind = fresh.dataset.kind;
  region.replaceChildren(...fresh.childNodes);
}

function patchList(region, fresh) {
  const old = new Map([...region.children].map((child) => [child.id, child]));
  let before = null;
  for (const child of [...fresh.children]) {
    const html = child.outerHTML;
    let kept = old.get(child.id);
    old.delete(child.id);
    if (kept === undefined || sent.get(kept) !== html) {
      kept?.remove();
      sent.set(child, html);
      kept = child;
    }
    const place = before === null ? region.firstChild : before.nextSibling;
    if (place !== kept) region.insertBefore(kept, place);
    before = kept;
  }
  for (const gone of old.values()) gone.remove();
}

/** A button that is rendered anew keeps the focus: found again by its message and its label. */
function rememberFocus() {
  const element = document.activeElement;
  const region = element?.closest("[data-live]");
  if (!region) return () => {};
  const entry = element.closest("[id]");
  const label = element.getAttribute("aria-label") ?? element.textContent;
  return () => {
    if (element.isConnected) return;
    const scope = document.getElementById(entry.id);
    const again = [...scope?.querySelectorAll("a[href], button") ?? []].find((candidate) =>
      (candidate.getAttribute("aria-label") ?? candidate.textContent) === label
    );
    again?.focus({ preventScroll: true });
  };
}
