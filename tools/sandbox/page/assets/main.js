/** Wires the page: every click and key comes in here. */
import { act, here, press, toast } from "./acts.js";
import { answer, cancel, fill, send, startComposer, takeForceReply } from "./composer.js";
import { follow, onUpdate } from "./live.js";
import { copy, openAttachMenu, openMessageMenu } from "./message_menu.js";
import { rememberPage } from "./patch.js";
import { jumpTo, startScrolling } from "./scroll.js";
import { closeSuggestions, suggest, useKey } from "./suggestions.js";

/** What a click on an element with this attribute does; the first that fits is taken. */
const CLICKS = {
  press,
  react: ({ dataset }, article) =>
    act({
      kind: "react",
      ...here(),
      message: Number(article.dataset.messageId),
      emoji: dataset.react,
    }),
  reply: (_, article) => answer(article),
  menu: (button, article) => openMessageMenu(article, button),
  pin: showNextPin,
  jumpMessage: ({ dataset }) => jumpTo(dataset.jumpChat, dataset.jumpMessage),
  copy: ({ dataset }) => copy(dataset.copy),
  send: ({ dataset }) => send(dataset.send),
  fill: ({ dataset }) => fill(dataset.fill),
  expand: toggleQuote,
  spoiler: (element) => element.classList.add("shown"),
  start: ({ dataset }) => start(Number(dataset.start)),
  tool: useTool,
};

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  for (const [name, run] of Object.entries(CLICKS)) {
    const attribute = `data-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const element = target.closest(`a[${attribute}], button[${attribute}]`);
    if (element === null) continue;
    event.preventDefault();
    run(element, element.closest("[data-message-id]"));
    return;
  }
  if (target.closest("#attach")) openAttachMenu(target.closest("#attach"));
  if (target.closest("#guide-close")) hideGuide();
  if (!target.closest("#suggestions, #text")) closeSuggestions();
});

document.addEventListener("dblclick", (event) => {
  const article = event.target.closest?.(".message");
  if (article && !event.target.closest("button, a")) answer(article);
});

document.addEventListener("contextmenu", (event) => {
  const bubble = event.target.closest?.(".bubble");
  // a link or selected text keeps the browser's own menu
  if (!bubble || event.target.closest("a") || !getSelection().isCollapsed) return;
  event.preventDefault();
  openMessageMenu(bubble.closest(".message"), bubble);
});

document.addEventListener("input", (event) => {
  if (event.target.id === "text") suggest();
});

document.addEventListener("keydown", (event) => {
  // while an input method composes a sign, Enter belongs to it
  if (event.isComposing) return;
  const inField = event.target.id === "text";
  if (inField && useKey(event)) return;
  if (inField && event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape" && !document.querySelector("dialog[open], :popover-open")) {
    cancel();
  }
});

/** Goes to the shown pin, then shows the one before it. */
function showNextPin(bar) {
  jumpTo(bar.dataset.jumpChat, bar.dataset.jumpMessage);
  const bars = [...document.querySelectorAll("[data-pin]")];
  const next = bars[(bars.indexOf(bar) + 1) % bars.length];
  bar.hidden = true;
  next.hidden = false;
  next.focus({ preventScroll: true });
}

function toggleQuote(button) {
  const open = button.closest("[data-expandable]").classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? "Show less" : "Show more";
}

/** "Show more" is offered only where the quote is in fact cut. */
function fitQuotes() {
  for (const quote of document.querySelectorAll("[data-expandable]:not(.open)")) {
    const text = quote.querySelector(".expandable-text");
    quote.querySelector("[data-expand]").hidden = text.scrollHeight <= text.clientHeight + 2;
  }
}

async function start(bot) {
  const payload = new URLSearchParams(location.search).get("start");
  await act({ kind: "start", as: here().as, bot, ...(payload ? { payload } : {}) });
  location.assign(`/?${new URLSearchParams({ as: here().as, chat: bot })}`);
}

async function useTool(button) {
  const skip = button.dataset.tool === "skip";
  button.disabled = true;
  const { ok } = await act(skip ? { kind: "skip", seconds: 600 } : { kind: "tick" });
  button.disabled = false;
  if (ok) toast(skip ? "It is ten minutes later." : "The bot's clock job has run.");
}

const GUIDE_HIDDEN = "guide-hidden";
function hideGuide() {
  localStorage.setItem(GUIDE_HIDDEN, "1");
  document.body.classList.add(GUIDE_HIDDEN);
}
if (localStorage.getItem(GUIDE_HIDDEN) === "1") document.body.classList.add(GUIDE_HIDDEN);

rememberPage();
startScrolling();
startComposer();
takeForceReply();
fitQuotes();
onUpdate(() => {
  startComposer();
  takeForceReply();
  fitQuotes();
});
follow();
document.body.classList.remove("starting");
document.querySelector(".person.current")?.scrollIntoView({ block: "nearest", inline: "center" });
