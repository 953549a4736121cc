/** The menu of one message, and the menu of things to attach: one popover for both. */
import { act, app, here, toast } from "./acts.js";
import { answer, edit, sendMedia } from "./composer.js";

const REACTIONS = ["👍", "❤️", "🔥", "👀", "🎉", "😢"];
const menu = document.getElementById("menu");

function addItem(label, run, className = "menu-item") {
  const item = document.createElement("button");
  item.type = "button";
  item.className = className;
  item.setAttribute("role", "menuitem");
  item.textContent = label;
  item.addEventListener("click", () => {
    menu.hidePopover();
    run();
  });
  return item;
}

function openAt(anchor, items) {
  menu.replaceChildren(...items);
  menu.showPopover();
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const under = at.bottom + 4;
  menu.style.left = `${left}px`;
  menu.style.top = `${under + height > innerHeight ? Math.max(8, at.top - height - 4) : under}px`;
  menu.querySelector("button").focus();
  menu.addEventListener("toggle", () => anchor.focus({ preventScroll: true }), { once: true });
}

/** Opens the menu of a message's article beside the element that was pressed. */
export function openMessageMenu(article, anchor) {
  const { messageId, mayEdit, mayDelete, mayPin, pinned } = article.dataset;
  const on = { ...here(), message: Number(messageId) };
  const items = [];
  if (app().dataset.reactions) {
    const row = document.createElement("div");
    row.className = "menu-reactions";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "React");
    row.append(
      ...REACTIONS.map((emoji) =>
        addItem(emoji, () => act({ kind: "react", ...on, emoji }), "menu-reaction")
      ),
    );
    items.push(row);
  }
  items.push(addItem("Reply", () => answer(article)));
  items.push(addItem("Copy text", () => copy(article.querySelector(".words").textContent)));
  items.push(addItem("Copy link", () => copy(createMessageLink(messageId))));
  if (mayPin) {
    items.push(
      pinned
        ? addItem("Unpin", () => act({ kind: "unpin", ...on }))
        : addItem("Pin", () => act({ kind: "pin", ...on })),
    );
  }
  if (mayEdit) items.push(addItem("Edit", () => edit(article)));
  if (mayDelete) {
    items.push(addItem("Delete", () => act({ kind: "delete", ...on }), "menu-item menu-danger"));
  }
  openAt(anchor, items);
}

/** Opens the choice of what to attach. */
export function openAttachMenu(anchor) {
  openAt(anchor, [
    addItem("Photo", () => sendMedia("photo")),
    addItem("Voice message", () => sendMedia("voice")),
    addItem("File", () => sendMedia("document")),
    addItem("Location", () => sendMedia("location")),
  ]);
}

/** Copies a text and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.trim());
    toast("Copied");
  } catch {
    toast("The browser does not let the page copy.");
  }
}

function createMessageLink(messageId) {
  const { chatOwn } = app().dataset;
  return chatOwn.startsWith("-100")
    ? `https://t.me/c/${chatOwn.slice(4)}/${messageId}`
    : `${location.origin}/?${new URLSearchParams({ ...here(), message: messageId })}`;
}

menu.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const items = [...menu.querySelectorAll("button")];
  const step = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : items.length - 1;
  items[(items.indexOf(document.activeElement) + step) % items.length].focus();
  event.preventDefault();
});
