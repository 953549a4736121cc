/** Words of reminders, and of what the clocks did. */
export const reminderKeys = {
  "reminder-group": ["people", "what"],
  "reminder-private": ["what"],
  "reminder-choose-department": ["duration", "number"],
  "reminder-find-department": ["duration", "number"],
  "reminder-claim": ["department", "duration", "number"],
  "reminder-still-working": ["duration", "number"],
  "reminder-overdue": ["duration", "number"],
  "reminder-write-summary": ["number"],
  "reminder-anybody-write-summary": ["number"],
  "button-still-working": [],
  "button-hand-over": [],
  "timeline-given-to-default": ["department"],
  "timeline-claim-breached": ["duration", "time"],
  "timeline-resolve-breached": ["duration", "time"],
  "timeline-reminded": ["people"],
  "timeline-escalated": ["people"],
} as const;
