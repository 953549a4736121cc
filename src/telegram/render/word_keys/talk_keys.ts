/** Words about comments, reopening and people who leave. */
export const talkKeys = {
  "comment-usage": [],
  "reopen-usage": [],
  "responder-left": ["name", "number"],
  "responder-left-waiting": ["department", "name", "number"],
  "confirm-yourself": [],
  "button-confirm-yourself": [],
  "confirmation-not-administrator": [],
  "confirmation-over": [],
  "help-talk": [],
  "command-comment": [],
  "command-reopen": [],
} as const;
