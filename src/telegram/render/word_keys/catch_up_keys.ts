/** Words of the one message that a chat gets after an outage. */
export const catchUpKeys = {
  "catch-up-head": ["time"],
  "catch-up-waiting": [],
  "catch-up-in-hand": [],
  "catch-up-ended": [],
  "catch-up-no-department": ["duration", "number"],
  "catch-up-unclaimed": ["department", "duration", "number"],
  "catch-up-no-summary": ["duration", "number"],
  "catch-up-claimed": ["duration", "number", "people"],
  "catch-up-resolved": ["name", "number"],
  "catch-up-closed": ["number"],
  "catch-up-more": ["count"],
  "catch-up-call": ["people"],
} as const;
