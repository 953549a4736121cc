/** Words for what groups do without asking: missing rights, lost cards, other ids. */
export const groupKeys = {
  "press-moved": ["number"],
  "welcome-back": [],
  "cannot-pin": ["name"],
  "cannot-pin-private": ["group"],
  "ticket-sees-commands-only": [],
} as const;
