/** What things are called in the list and beside it. */
import type { Frame, SentryEvent } from "../items/event.ts";
import type { ProfileFrame } from "../items/profile.ts";

/** A file without the name that stands for the program's own folder. */
export function renderFile(frame: Frame | ProfileFrame): string {
  const path = frame.filename ?? frame.abs_path ?? frame.module ?? "";
  return path.replace(/^app:\/{2,3}/, "");
}

/** `src/desk/claim.ts:42`, or nothing where no file is known. */
export function renderPlace(frame: Frame | ProfileFrame): string {
  const file = renderFile(frame);
  return file === "" || !frame.lineno ? file : `${file}:${frame.lineno}`;
}

export function renderFunction(frame: Frame | ProfileFrame): string {
  return frame.function || "(anonymous)";
}

/** Where an error came from: the innermost call of our own. */
export function findCulprit(event: SentryEvent): Frame | null {
  const frames = event.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  return frames.findLast(({ in_app: own }) => own === true) ?? frames.at(-1) ?? null;
}

/** Name, @username and id, as far as they are known. */
export function renderUser(user: SentryEvent["user"]): string {
  if (!user) return "";
  const parts = [user["first_name"], user["last_name"]].filter((part) => typeof part === "string");
  const names = parts.length > 0 ? parts.join(" ") : String(user["name"] ?? "");
  const username = user.username ? `@${user.username}` : "";
  const id = user.id === undefined || user.id === null ? "" : String(user.id);
  return [names, username, id].filter((part) => part !== "").join(" · ");
}
