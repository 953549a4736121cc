/** Wires the page: every click and key comes in here. Without it the links work all the same. */
import { follow, refresh } from "./live.js";
import { rememberPage } from "../../../sandbox/page/assets/patch.js";

/** Goes to another address of the page without loading it anew. */
async function open(address, { replace = false } = {}) {
  const before = new URLSearchParams(location.search).get("open");
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  await refresh();
  showKind();
  if (new URLSearchParams(location.search).get("open") !== before) showFromTop();
}

/** A phone has room for few of them. */
function showKind() {
  document.querySelector(".kind.current")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function showFromTop() {
  document.getElementById("detail-scroll").scrollTop = 0;
  document.querySelector("#rows [aria-current]")?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  const link = event.target.closest?.("a[href]");
  const flame = event.target.closest?.(".flame");
  if (flame) noteFlame(flame);
  if (event.target.closest?.("#clear")) clearAll();
  if (!link || link.origin !== location.origin || link.pathname !== "/" || link.target) return;
  event.preventDefault();
  open(link.href);
});

async function clearAll() {
  const headers = { "content-type": "application/json" };
  await fetch("/page/clear", { method: "POST", headers, body: "{}" });
  open("/");
}

document.addEventListener("pointerover", (event) => {
  const flame = event.target.closest?.(".flame");
  if (flame) noteFlame(flame);
});

function noteFlame(flame) {
  const note = document.getElementById("flame-note");
  if (note) note.textContent = flame.dataset.words;
}

addEventListener("popstate", async () => {
  await refresh();
  document.getElementById("search").value = new URLSearchParams(location.search).get("q") ?? "";
});

const search = document.getElementById("search");
/** A pause in typing, in milliseconds, after which it is looked for. */
const SETTLED = 150;
let typing;

search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(lookFor, SETTLED);
});

search.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  lookFor();
});

function lookFor() {
  const address = new URL(location.href);
  if (search.value === "") address.searchParams.delete("q");
  else address.searchParams.set("q", search.value);
  open(address.href, { replace: true });
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const inField = event.target.matches?.("input, textarea");
  if (event.key === "/" && !inField) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    moveInList(event, inField);
  } else if (event.key === "Escape" && !inField) {
    const back = document.querySelector(".back");
    if (new URLSearchParams(location.search).has("open")) open(back.href);
  }
});

/** The arrows go through the list: from the search to its first row, then from row to row. */
function moveInList(event, inField) {
  const rows = [...document.querySelectorAll("#rows a")];
  const at = rows.indexOf(document.activeElement);
  if (at === -1 && !(inField && event.key === "ArrowDown")) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? search : rows[Math.min(next, rows.length - 1)])?.focus();
}

rememberPage();
showKind();
document.querySelector("#rows [aria-current]")?.scrollIntoView({ block: "nearest" });
follow();
