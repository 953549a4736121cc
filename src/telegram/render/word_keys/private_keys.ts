/** Words of what is said and done in private chats. */
export const privateKeys = {
  "help-private-title": [],
  "help-private-driver": [],
  "help-private-dispatcher": [],
  "help-private-ops-manager": [],
  "help-private-ticket": [],
} as const;
