import type { IncidentRepository, MessageRepository, TimerRepository } from "../../desk/ports.ts";
import { nameTransition } from "./lifecycle.ts";
import { createWatch, type Watching } from "./watch.ts";

export function observeIncidents(
  incidents: IncidentRepository,
  watching: Watching,
): IncidentRepository {
  const watch = createWatch(watching, "db.incidents");
  return {
    reserveIncident: watch(
      incidents.reserveIncident,
      "reserve_incident",
      (seen, { at }) => seen.sawClock(at),
    ),
    insertIncident: watch(
      incidents.insertIncident,
      "create_incident",
      (seen, _, opened) => seen.saved(opened),
    ),
    lockIncident: watch(
      incidents.lockIncident,
      "get_incident",
      (seen, incident) => seen.sawIncident(incident),
    ),
    lockForChange: watch(incidents.lockForChange, "get_incident", (seen, locked) => {
      if (locked === null) return;
      seen.sawIncident(locked.incident);
      seen.sawClock(locked.at);
    }),
    findServiceLevel: watch(incidents.findServiceLevel, "find_service_level"),
    findVisibleIncidentId: watch(incidents.findVisibleIncidentId, "find_visible_incident_id"),
    maySeeIncident: watch(incidents.maySeeIncident, "may_see_incident"),
    saveTransition: watch(
      incidents.saveTransition,
      ({ events }) => nameTransition(events),
      (seen, _, saved) => seen.saved(saved),
    ),
    noteMissedCall: watch(incidents.noteMissedCall, "note_missed_call"),
    addSource: watch(incidents.addSource, "add_source"),
    listHeldHere: watch(incidents.listHeldHere, "list_held_here"),
    listReportedIn: watch(incidents.listReportedIn, "list_reported_in"),
    editSources: watch(incidents.editSources, "edit_sources"),
    getReport: watch(incidents.getReport, "get_report"),
    setReach: watch(incidents.setReach, "set_reach"),
    listIncidents: watch(incidents.listIncidents, "list_incidents"),
    findIncidentDetails: watch(
      incidents.findIncidentDetails,
      "find_incident_details",
      (seen, view) => seen.sawView(view),
    ),
    rememberMessage: watch(incidents.rememberMessage, "remember_message"),
    editRecentMessage: watch(incidents.editRecentMessage, "edit_recent_message"),
    listRecentMessages: watch(incidents.listRecentMessages, "list_recent_messages"),
    pruneRecentMessages: watch(incidents.pruneRecentMessages, "prune_recent_messages"),
  };
}

export function observeMessages(
  messages: MessageRepository,
  watching: Watching,
): MessageRepository {
  const watch = createWatch(watching, "db.messages");
  return {
    createCard: watch(messages.createCard, "create_card"),
    findCardView: watch(
      messages.findCardView,
      "find_card_view",
      (seen, view) => seen.sawView(view),
    ),
    setChoice: watch(messages.setChoice, "set_choice"),
    findChoice: watch(messages.findChoice, "find_choice"),
    touchCards: watch(messages.touchCards, "touch_cards"),
    recordCardShown: watch(messages.recordCardShown, "record_card_shown"),
    beginSending: watch(messages.beginSending, "begin_card_sending"),
    beginPinning: watch(messages.beginPinning, "begin_card_pinning"),
    moveSearch: watch(messages.moveSearch, "move_card_search"),
    endSending: watch(messages.endSending, "end_card_sending"),
    noteOwnMessages: watch(messages.noteOwnMessages, "note_own_messages"),
    listKnownMessages: watch(messages.listKnownMessages, "list_known_messages"),
    pruneOwnMessages: watch(messages.pruneOwnMessages, "prune_own_messages"),
    forgetCardMessage: watch(messages.forgetCardMessage, "forget_card_message"),
    createPrompt: watch(messages.createPrompt, "create_prompt"),
    findPrompt: watch(messages.findPrompt, "find_prompt"),
    recordPromptSent: watch(messages.recordPromptSent, "record_prompt_sent"),
    withdrawSummaryPrompts: watch(messages.withdrawSummaryPrompts, "withdraw_summary_prompts"),
    closeSettingPrompts: watch(messages.closeSettingPrompts, "close_setting_prompts"),
    closePrompt: watch(messages.closePrompt, "close_prompt"),
    recordNotice: watch(messages.recordNotice, "record_notice"),
    withdrawNotices: watch(messages.withdrawNotices, "withdraw_notices"),
    withdrawReminders: watch(messages.withdrawReminders, "withdraw_reminders"),
    findGroupCard: watch(messages.findGroupCard, "find_group_card"),
    findSubject: watch(messages.findSubject, "find_subject"),
    findPromptInTheAir: watch(messages.findPromptInTheAir, "find_prompt_in_the_air"),
    findOpenQuestion: watch(messages.findOpenQuestion, "find_open_question"),
  };
}

export function observeTimers(timers: TimerRepository, watching: Watching): TimerRepository {
  const watch = createWatch(watching, "db.timers");
  return {
    setTimers: watch(timers.setTimers, "set_timers"),
    claimDueTimers: watch(timers.claimDueTimers, "list_due_timers"),
    areLate: watch(timers.areLate, "are_timers_late"),
    hasTimer: watch(timers.hasTimer, "has_timer"),
    deleteTimer: watch(timers.deleteTimer, "delete_timer"),
  };
}
