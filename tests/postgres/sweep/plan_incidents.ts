import type { Store } from "../../../src/desk/ports.ts";
import { createMessageId, type Scene } from "../scenes.ts";
import { across, attempt, own, type Plan } from "./plan.ts";
import type { Theirs } from "./their_data.ts";

/** Incidents, what stands in chats about them, and their clocks. */
export function planIncidents(
  store: Store,
  theirs: Theirs,
  ours: Scene,
): Plan<"incidents" | "messages" | "timers" | "reports"> {
  const { incidents, messages, timers, reports } = store;
  const { incident, copy, source, place, chatId, cardId, promptId, timerId } = theirs;
  const { id } = incident;
  const { driver, mechanic, manager } = theirs;
  const ordinal = incident.version + 1;
  const event = { ordinal, at: incident.changedAt, actorId: null } as const;
  const events = [{ ...event, fact: { type: "commented" } as const }];
  const purpose = { type: "summary", incidentId: id, cycle: 1 } as const;
  const asked = { place, userId: mechanic, replyTo: null, purpose };
  const message = { messageId: createMessageId(), threadId: null, body: "ours", media: null };
  return {
    incidents: {
      reserveIncident: own((tx) => incidents.reserveIncident(tx)),
      insertIncident: attempt(
        (tx) =>
          incidents.insertIncident(tx, {
            after: { ...copy, number: 999, version: 1 },
            events: events.map((one) => ({ ...one, ordinal: 1 })),
            texts: [],
            place,
            sources: [],
          }),
      ),
      lockIncident: attempt((tx) => incidents.lockIncident(tx, id)),
      lockForChange: attempt((tx) => incidents.lockForChange(tx, id)),
      findServiceLevel: attempt((tx) => incidents.findServiceLevel(tx, id)),
      findVisibleIncidentId: attempt((tx) =>
        incidents.findVisibleIncidentId(tx, incident.number, manager)
      ),
      maySeeIncident: attempt((tx) => incidents.maySeeIncident(tx, id, manager)),
      saveTransition: attempt((tx) =>
        incidents.saveTransition(tx, {
          after: { ...incident, version: ordinal },
          events,
          texts: [],
        })
      ),
      addSource: attempt((tx) =>
        incidents.addSource(tx, id, chatId, { ...source, messageId: createMessageId() })
      ),
      listHeldHere: attempt((tx) => incidents.listHeldHere(tx, mechanic)),
      listReportedIn: attempt((tx) =>
        incidents.listReportedIn(tx, { chatId, messageId: source.messageId, userId: driver })
      ),
      editSources: attempt((tx) =>
        incidents.editSources(tx, id, chatId, { ...source, body: "stolen" })
      ),
      getReport: attempt((tx) => incidents.getReport(tx, id)),
      setReach: attempt((tx) => incidents.setReach(tx, id, 1, "nobody")),
      noteMissedCall: attempt((tx) =>
        incidents.noteMissedCall(tx, id, { session: 1, why: "claimed", userIds: [mechanic] })
      ),
      listIncidents: attempt((tx) =>
        incidents.listIncidents(tx, { type: "mine", userId: driver }, 10)
      ),
      findIncidentDetails: attempt((tx) => incidents.findIncidentDetails(tx, id)),
      rememberMessage: own((tx) =>
        incidents.rememberMessage(tx, { ...message, userId: ours.driver.userId })
      ),
      editRecentMessage: attempt((tx) =>
        incidents.editRecentMessage(tx, {
          messageId: theirs.recent,
          userId: driver,
          body: "stolen",
          media: null,
        })
      ),
      listRecentMessages: attempt((tx) =>
        incidents.listRecentMessages(tx, { userId: driver, threadId: null, minutes: 60, limit: 9 })
      ),
      pruneRecentMessages: across("forgets by age alone, and tells how many went"),
    },
    messages: {
      createCard: attempt(
        (tx) => messages.createCard(tx, { incidentId: id, place, purpose: "group", replyTo: null }),
        {
          idleAtHome: "an incident has one card",
        },
      ),
      findCardView: attempt((tx) => messages.findCardView(tx, cardId)),
      setChoice: attempt((tx) => messages.setChoice(tx, id, { ownerId: mechanic, expiresAt: 2 })),
      findChoice: attempt((tx) => messages.findChoice(tx, id)),
      touchCards: attempt((tx) => messages.touchCards(tx, id)),
      recordCardShown: attempt((tx) =>
        messages.recordCardShown(tx, cardId, {
          chatId,
          messageId: createMessageId(),
          version: 1,
          pin: "pinned",
        })
      ),
      beginSending: attempt((tx) => messages.beginSending(tx, cardId)),
      beginPinning: attempt((tx) => messages.beginPinning(tx, theirs.shownCardId)),
      moveSearch: attempt((tx) => messages.moveSearch(tx, theirs.begunCardId, createMessageId())),
      endSending: attempt((tx) => messages.endSending(tx, theirs.begunCardId)),
      noteOwnMessages: across("numbers of the bot's own messages, of whatever chat"),
      listKnownMessages: attempt((tx) => messages.listKnownMessages(tx, chatId, 0)),
      pruneOwnMessages: across("forgets by age alone"),
      forgetCardMessage: attempt((tx) =>
        messages.forgetCardMessage(tx, theirs.shownCardId, theirs.shownMessageId)
      ),
      createPrompt: attempt((tx) => messages.createPrompt(tx, asked)),
      findPrompt: attempt((tx) => messages.findPrompt(tx, promptId)),
      recordPromptSent: attempt((tx) => messages.recordPromptSent(tx, promptId, createMessageId())),
      withdrawSummaryPrompts: attempt((tx) => messages.withdrawSummaryPrompts(tx, id)),
      closeSettingPrompts: attempt((tx) => messages.closeSettingPrompts(tx, chatId, mechanic)),
      closePrompt: attempt((tx) => messages.closePrompt(tx, promptId)),
      recordNotice: attempt((tx) =>
        messages.recordNotice(tx, {
          incidentId: id,
          chatId,
          messageId: createMessageId(),
          kind: "ping",
        })
      ),
      withdrawNotices: attempt((tx) => messages.withdrawNotices(tx, id, ["ping", "notice"])),
      withdrawReminders: attempt((tx) => messages.withdrawReminders(tx, id, ["claim", "resolve"])),
      findGroupCard: attempt((tx) => messages.findGroupCard(tx, id)),
      findSubject: attempt((tx) => messages.findSubject(tx, chatId, theirs.noticed)),
      findPromptInTheAir: attempt((tx) => messages.findPromptInTheAir(tx, chatId, mechanic)),
      findOpenQuestion: attempt((tx) => messages.findOpenQuestion(tx, chatId, mechanic)),
    },
    timers: {
      setTimers: attempt((tx) =>
        timers.setTimers(tx, id, [
          { kind: "choice_expired", dueAt: 2 },
          { kind: "claim_reminder", dueAt: null },
        ])
      ),
      claimDueTimers: across("the clock of all organisations; each is run after entering its own"),
      areLate: own((tx) => timers.areLate(tx, 0)),
      hasTimer: attempt((tx) => timers.hasTimer(tx, timerId)),
      deleteTimer: attempt((tx) => timers.deleteTimer(tx, timerId)),
    },
    reports: {
      listCycles: own((tx) => reports.listCycles(tx, { from: 0, until: 4e12 })),
      listPeople: attempt((tx) => reports.listPeople(tx, [driver, mechanic, manager])),
      listDepartmentNames: own((tx) => reports.listDepartmentNames(tx)),
    },
  };
}
