/** An incident as the program's renderer wants it, from the timeline and never from the state's row. */
import type { CardView, IncidentView } from "../../../src/desk/views.ts";
import type { Incident, Instant } from "../../../src/incident/incident.ts";
import { parseUserId, type UserId } from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import type { CardRow } from "./database_rows.ts";
import { getState, type IncidentCase } from "./case.ts";

/**
 * @param state the newest, or an earlier one: then words are those of that time
 */
export function createIncidentView(
  one: IncidentCase,
  state: Incident,
  now: Instant,
): IncidentView {
  const { home, texts } = one;
  const get = (userId: UserId): Person => home.people.get(userId) ?? createStranger(userId);
  const last = (kind: "description" | "summary") =>
    texts.findLast((text) => text.kind === kind && text.ordinal <= state.version)?.body ?? null;
  const { resolution, ending } = state;
  return {
    organisation: home.organisation,
    incident: state,
    reporter: get(state.reporterId),
    department: home.departments.find(({ id }) => id === state.session?.departmentId) ?? null,
    responders: state.claims.map(({ userId }) => get(userId)),
    writer: resolution === null ? null : get(resolution.writerId),
    summariser: ending?.type === "resolved" ? get(ending.summarisedBy) : null,
    description: last("description") ?? "",
    summary: ending?.type === "resolved" ? last("summary") : null,
    media: one.sources.flatMap(({ media }) => media === null ? [] : [media.kind]),
    reach: one.row.reach,
    now,
  };
}

/** What its card must show now. */
export function createCardView(one: IncidentCase, card: CardRow, now: Instant): CardView {
  const { home, choice } = one;
  const open = choice !== null && choice.expiresAt > now;
  return {
    ...createIncidentView(one, getState(one), now),
    cardId: card.id,
    place: { chatId: card.chatId, threadId: card.threadId },
    groupKind: "supergroup",
    messageId: card.messageId,
    replyTo: card.replyTo,
    pin: card.pin,
    wantedVersion: card.wantedVersion,
    departments: home.departments,
    choice: open
      ? {
        owner: home.people.get(choice.ownerId) ?? createStranger(choice.ownerId),
        expiresAt: choice.expiresAt,
      }
      : null,
  };
}

/** Somebody whom the organisation does not know: whatever shows them will not match. */
function createStranger(userId: number): Person {
  return {
    userId: parseUserId(userId),
    firstName: "Somebody unknown",
    lastName: null,
    username: null,
    languageCode: null,
  };
}
