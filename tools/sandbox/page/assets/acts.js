/** Sends what the viewer does to the server, and shows what comes back. */

/** The app element: who the viewer is and which chat is open. */
export function app() {
  return document.getElementById("app");
}

/** Who acts where, for acts in the open chat. */
export function here() {
  const { viewer, chat } = app().dataset;
  return { as: Number(viewer), chat: Number(chat) };
}

/**
 * Does one act. A refusal is shown as a toast.
 * @returns {Promise<{ok: boolean, messageId?: number, outcome?: object}>}
 */
export async function act(what) {
  try {
    const response = await fetch("/page/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
    const answer = await response.json();
    if (!answer.ok) toast(answer.problem);
    return answer;
  } catch {
    toast("The sandbox does not answer. Is it still running?");
    return { ok: false };
  }
}

/** Shows a line for a few seconds, as Telegram shows a callback's answer. */
export function toast(text) {
  const line = document.createElement("div");
  line.className = "toast";
  line.textContent = text;
  document.getElementById("toasts").append(line);
  // long lines stay longer: about 15 signs a second are read at ease
  setTimeout(() => line.remove(), 2500 + text.length * 65);
}

/** Shows a dialog that has to be closed, as Telegram shows a callback's alert. */
export function showAlert(text) {
  const dialog = document.getElementById("alert");
  document.getElementById("alert-text").textContent = text;
  if (!dialog.open) dialog.showModal();
}

/** Presses an inline button and shows the bot's answer. */
export async function press(button) {
  if (button.ariaBusy === "true") return;
  const message = Number(button.closest("[data-message-id]").dataset.messageId);
  button.ariaBusy = "true";
  const { outcome } = await act({ kind: "press", ...here(), message, data: button.dataset.press });
  button.ariaBusy = "false";
  if (outcome === undefined) return;
  if (!outcome.answered) toast("The bot did not answer this press.");
  else if (outcome.url !== undefined) globalThis.open(outcome.url, "_blank", "noopener");
  else if (outcome.text !== undefined && outcome.text !== "") {
    if (outcome.alert) showAlert(outcome.text);
    else toast(outcome.text);
  }
}
