/** Small pieces that several parts of the page share: avatars and icons. */
import type { Child } from "hono/jsx";
import { renderColourClass, renderInitials } from "./names.ts";

/** A round avatar with initials; decoration, since the name always stands beside it. */
export function renderAvatar(id: number, name: string, size: "small" | "medium" = "medium"): Child {
  return (
    <span class={`avatar avatar-${size} ${renderColourClass(id)}`} aria-hidden="true">
      {renderInitials(name)}
    </span>
  );
}

/** Outlines on a grid of 24, drawn for this page. */
const ICON_PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-6 16-3-6z",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  silent: "M6 16h12l-2-3V9a4 4 0 0 0-7-2.6M8 10v3l-2 3M10 19h4M4 4l16 16",
  skip: "M5 6l7 6-7 6zM13 6l7 6-7 6z",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  attach: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  down: "M6 9l6 6 6-6",
  page: "M4 6h12M8 12h12M6 18h7",
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** An icon without a name of its own: the button around it is labelled. */
export function renderIcon(name: IconName): Child {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
