/** Outlines on a grid of 24, drawn for this page. */
import type { Child } from "hono/jsx";
import type { Tone } from "./row.ts";

const PATHS = {
  error: "M12 4l9 16H3zM12 10v4M12 17v.01",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.01",
  info: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8v.01",
  transaction: "M4 6h12M8 12h12M6 18h7",
  profile: "M3 20h18M5 20V9h5v11M10 20v-7h4v7M14 20V5h5v15",
  check_in: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM8.5 12.5l2.5 2.5 4.5-5.5",
  log: "M5 6h14M5 10h14M5 14h9M5 18h11",
  metric: "M4 18l5-6 4 3 7-9M4 21h16",
  other: "M4 8l8-4 8 4-8 4zM4 8v8l8 4 8-4V8M12 12v8",
  back: "M15 5l-7 7 7 7",
  clear: "M5 7h14M10 4h4M7 7l1 13h8l1-13M10 11v5M14 11v5",
  chats: "M4 5h16v11H9l-5 4z",
} as const satisfies Record<Tone | "back" | "clear" | "chats", string>;

/** Without a name of its own: what stands around it is labelled. */
export function renderIcon(name: keyof typeof PATHS): Child {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** As round as a person in the chats, with what kind of thing it is. */
export function renderKindIcon(tone: Tone, kindName: string): Child {
  return (
    <span class={`avatar avatar-small tone-${tone}`} role="img" aria-label={kindName}>
      {renderIcon(tone)}
    </span>
  );
}
