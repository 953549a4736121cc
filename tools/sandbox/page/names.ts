/** How people and chats are called on the page. */
import type { Person } from "../world.ts";

/** First and last name, as Telegram shows them. */
export function renderPersonName(person: Person): string {
  return person.lastName === undefined
    ? person.firstName
    : `${person.firstName} ${person.lastName}`;
}

/** One or two letters for an avatar. Letters are whole code points: an emoji is not cut in two. */
export function renderInitials(name: string): string {
  const words = name.split(/[\s_-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map((word) => [...word].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? "");
  const last = letters.length > 1 ? letters.at(-1) ?? "" : "";
  const initials = `${letters[0] ?? ""}${last}`;
  return initials === "" ? "?" : initials.toUpperCase();
}

/** Telegram colours a person by their id, so that the colour is the same in each chat. */
export function renderColourClass(id: number): string {
  return `colour-${Math.abs(id) % 7}`;
}

/** The hour and minute of a moment given in seconds since the epoch, in the machine's own zone. */
export function renderClock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The day of a moment given in seconds since the epoch, as a heading between messages. */
export function renderDay(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
}
