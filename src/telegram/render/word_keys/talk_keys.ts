/** Words about comments, reopening and people who leave. */
export const talkKeys = {
  "comment-usage": [],
  "reopen-usage": [],
  "help-talk": [],
  "command-comment": [],
  "command-reopen": [],
} as const;
