/** Keeps the newest message in sight unless the reader scrolled up, and jumps to messages. */
import { app, toast } from "./acts.js";

/** Closer to the end than this many pixels counts as being there. */
const NEAR = 60;

const scroller = document.getElementById("scroll");
const button = document.getElementById("to-bottom");
let atBottom = true;
let below = 0;

function isNearBottom() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
}

/** Scrolls to the newest message. */
export function toBottom() {
  if (scroller === null) return;
  scroller.scrollTop = scroller.scrollHeight;
  atBottom = true;
  below = 0;
  showButton();
}

/** Called before a live update, gives what to call after it. */
export function keepPlace() {
  const count = document.querySelectorAll("#messages > li").length;
  const stays = atBottom;
  return () => {
    const more = document.querySelectorAll("#messages > li").length - count;
    if (stays) return toBottom();
    below += Math.max(0, more);
    showButton();
  };
}

function showButton() {
  if (button === null) return;
  button.hidden = atBottom;
  const badge = document.getElementById("below-count");
  badge.hidden = below === 0;
  badge.textContent = String(below);
}

/** Goes to a message: in this chat by scrolling, in another by going there. */
export function jumpTo(chatId, messageId) {
  const { viewer, chat, chatOwn } = app().dataset;
  const target = document.getElementById(`m${messageId}`);
  const inThisChat = String(chatId) === chat || String(chatId) === chatOwn;
  if (inThisChat && target !== null) {
    target.scrollIntoView({ block: "center" });
    target.classList.remove("flash");
    // reading the layout restarts the animation for a second jump to the same message
    void target.offsetWidth;
    target.classList.add("flash");
    return;
  }
  if (inThisChat && new URLSearchParams(location.search).get("all") === "1") {
    toast("This message was deleted.");
    return;
  }
  const query = new URLSearchParams({ as: viewer, chat: chatId, message: messageId, all: "1" });
  location.assign(`/?${query}`);
}

/** Starts at the message that the address names, else at the end. */
export function startScrolling() {
  if (scroller === null) return;
  scroller.addEventListener("scroll", () => {
    atBottom = isNearBottom();
    if (atBottom) below = 0;
    showButton();
  }, { passive: true });
  // a growing composer or a turned phone must not hide the newest message
  new ResizeObserver(() => atBottom && toBottom()).observe(scroller);
  button.addEventListener("click", toBottom);
  toBottom();
  const query = new URLSearchParams(location.search);
  const named = query.get("message");
  if (named === null) return;
  const address = new URL(location.href);
  address.searchParams.delete("message");
  history.replaceState(null, "", address);
  if (document.getElementById(`m${named}`) === null) toast("This message is not there any more.");
  else jumpTo(app().dataset.chat, named);
}
