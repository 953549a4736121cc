/**
 * A call says: come now. In so many milliseconds after it was due an incident is to be claimed,
 * unless the organisation has other times, and from then on reminders say the same with the true
 * waiting time: so a call that is older is of no use any more.
 */
export const callUsefulMs = 10 * 60_000;
