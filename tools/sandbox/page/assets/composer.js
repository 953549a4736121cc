/** The text field: sending, answering, editing, force replies, drafts. */
import { act, app, here } from "./acts.js";
import { toBottom } from "./scroll.js";
import { closeSuggestions, listTextMentions } from "./suggestions.js";

const field = () => document.getElementById("text");
const draftKey = () => `draft:${app().dataset.viewer}:${app().dataset.chat}`;
const dismissedKey = () => `dismissed:${app().dataset.viewer}:${app().dataset.chat}`;

/** What the composer is about: null, or a message to answer or to edit. */
let target = null;

/** Grows with its text, up to the height that the style allows. */
export function fit() {
  const box = field();
  if (box === null) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

/** Puts a text into the field and the caret behind it. */
export function fill(text) {
  const box = field();
  if (box === null) return;
  box.value = text;
  saveDraft();
  fit();
  box.focus();
  box.setSelectionRange(text.length, text.length);
}

function saveDraft() {
  if (target?.kind !== "edit") sessionStorage.setItem(draftKey(), field().value);
}

function showTarget() {
  const bar = document.getElementById("answering");
  if (bar === null) return;
  bar.hidden = target === null;
  field().placeholder = target?.placeholder ?? "Message";
  if (target === null) return;
  document.getElementById("answering-title").textContent = target.title;
  document.getElementById("answering-text").textContent = target.text;
  document.getElementById("answering-what").dataset.jumpMessage = target.messageId;
  document.getElementById("answering-what").dataset.jumpChat = app().dataset.chatOwn ?? "";
}

/** Opens the composer as a reply to a message's article. */
export function answer(article) {
  target = {
    kind: "reply",
    messageId: Number(article.dataset.messageId),
    title: `Reply to ${article.dataset.author}`,
    text: article.querySelector(".words").textContent.trim(),
  };
  showTarget();
  field()?.focus();
}

/** Opens the composer to change an own message. */
export function edit(article) {
  target = {
    kind: "edit",
    messageId: Number(article.dataset.messageId),
    title: "Edit message",
    text: article.dataset.raw,
  };
  showTarget();
  fill(article.dataset.raw);
}

/** Lets go of the reply or the edit. A force reply that is let go does not come back. */
export function cancel() {
  if (target === null) return false;
  if (target.kind === "edit") fill(sessionStorage.getItem(draftKey()) ?? "");
  if (target.forced) sessionStorage.setItem(dismissedKey(), String(target.messageId));
  target = null;
  showTarget();
  return true;
}

/** Takes up a force reply that waits for the viewer, and lets go of one that is over. */
export function takeForceReply() {
  const facts = document.getElementById("force-reply")?.dataset;
  if (facts === undefined) {
    if (target?.forced) {
      target = null;
      showTarget();
    }
    return;
  }
  const messageId = Number(facts.messageId);
  if (target?.messageId === messageId) return;
  if (sessionStorage.getItem(dismissedKey()) === facts.messageId) return;
  if (target !== null && !target.forced) return;
  target = {
    kind: "reply",
    forced: true,
    messageId,
    title: `Reply to ${facts.author}`,
    text: facts.text,
    placeholder: facts.placeholder,
  };
  showTarget();
  field()?.focus();
}

/** Sends what is written: a message, a reply or an edit. The text comes back where it fails. */
export async function send(given) {
  const box = field();
  const text = given ?? box.value.trim();
  if (text === "") return;
  const was = target;
  const textMentions = listTextMentions(text);
  closeSuggestions();
  if (given === undefined) {
    box.value = "";
    target = null;
    showTarget();
    saveDraft();
    fit();
  }
  const answer = was?.kind === "edit" && given === undefined
    ? await act({ kind: "edit", ...here(), message: was.messageId, text })
    : await act({
      kind: "write",
      ...here(),
      text,
      ...(was?.kind === "reply" && given === undefined ? { replyTo: was.messageId } : {}),
      ...(textMentions.length > 0 ? { textMentions } : {}),
    });
  if (answer.ok) return toBottom();
  if (given === undefined && box.value === "") {
    target = was;
    showTarget();
    fill(text);
  }
}

/** Sends a photo or the like with what is written as its caption. */
export async function sendMedia(media) {
  const box = field();
  const caption = box.value.trim();
  const replyTo = target?.kind === "reply" ? { replyTo: target.messageId } : {};
  const { ok } = await act({ kind: "media", ...here(), media, caption, ...replyTo });
  if (!ok) return;
  target = null;
  showTarget();
  fill("");
  toBottom();
}

/** Wires the text field; called again where the composer was replaced. */
export function startComposer() {
  const box = field();
  if (box === null || box.dataset.started) return;
  box.dataset.started = "1";
  const start = new URLSearchParams(location.search).get("start");
  box.value = start === null ? sessionStorage.getItem(draftKey()) ?? "" : `/start ${start}`.trim();
  box.readOnly = false;
  fit();
  box.addEventListener("input", () => {
    saveDraft();
    fit();
  });
  document.getElementById("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  document.getElementById("answering-cancel").addEventListener("click", () => {
    cancel();
    box.focus();
  });
  if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
}
