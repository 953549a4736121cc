import type {
  AnonymousCommandRepository,
  CatchUpRepository,
  DeliveryRepository,
  FailedUpdateRepository,
  InboxRepository,
  LeaseRepository,
  PlatformRepository,
  ReportPaceRepository,
  ReportRepository,
  SetupRepository,
  UpdateRepository,
  WebhookRepository,
} from "../../desk/ports.ts";
import { createWatch, type Watching } from "./watch.ts";

export function observeDeliveries(
  deliveries: DeliveryRepository,
  watching: Watching,
): DeliveryRepository {
  const watch = createWatch(watching, "db.deliveries");
  return {
    enqueue: watch(deliveries.enqueue, "enqueue_deliveries"),
    claimDue: watch(deliveries.claimDue, "claim_due_deliveries"),
    hasten: watch(deliveries.hasten, "hasten_deliveries"),
    renew: watch(deliveries.renew, "renew_deliveries"),
    complete: watch(deliveries.complete, "complete_delivery"),
    postpone: watch(deliveries.postpone, "postpone_delivery"),
    noteFailure: watch(deliveries.noteFailure, "note_delivery_failure"),
    pauseChat: watch(deliveries.pauseChat, "pause_chat"),
    abandon: watch(deliveries.abandon, "abandon_delivery"),
    pruneAbandoned: watch(deliveries.pruneAbandoned, "prune_abandoned_deliveries"),
    countOf: watch(deliveries.countOf, "count_deliveries_of"),
    countBacklog: watch(deliveries.countBacklog, "count_delivery_backlog"),
  };
}

export function observeCatchUps(
  catchUps: CatchUpRepository,
  watching: Watching,
): CatchUpRepository {
  const watch = createWatch(watching, "db.catch_ups");
  return {
    add: watch(catchUps.add, "owe_catch_up"),
    findBacklog: watch(catchUps.findBacklog, "find_backlog"),
    takeHeldUp: watch(catchUps.takeHeldUp, "take_held_up"),
    findView: watch(catchUps.findView, "find_catch_up_view"),
    settle: watch(catchUps.settle, "settle_catch_up"),
  };
}

export function observeUpdates(updates: UpdateRepository, watching: Watching): UpdateRepository {
  const watch = createWatch(watching, "db.updates");
  return {
    markProcessed: watch(
      updates.markProcessed,
      "mark_processed",
      (seen, fresh) => void (seen.update = fresh ? "fresh" : "known"),
    ),
    wasRefused: watch(updates.wasRefused, "was_refused"),
    noteRefusal: watch(updates.noteRefusal, "note_refusal"),
    pruneProcessed: watch(updates.pruneProcessed, "prune_processed"),
  };
}

export function observeInbox(inbox: InboxRepository, watching: Watching): InboxRepository {
  const watch = createWatch(watching, "db.inbox");
  return {
    keep: watch(inbox.keep, "keep_updates"),
    listWaiting: watch(inbox.listWaiting, "list_waiting_updates"),
    count: watch(inbox.count, "count_waiting_updates"),
    forget: watch(inbox.forget, "forget_updates"),
  };
}

export function observeFailedUpdates(
  updates: FailedUpdateRepository,
  watching: Watching,
): FailedUpdateRepository {
  const watch = createWatch(watching, "db.failed_updates");
  return {
    countFailure: watch(updates.countFailure, "count_failure"),
    setAside: watch(updates.setAside, "set_update_aside"),
    listSetAside: watch(updates.listSetAside, "list_set_aside"),
    replay: watch(updates.replay, "replay_updates"),
    prune: watch(updates.prune, "prune_failures"),
  };
}

export function observeWebhook(
  webhook: WebhookRepository,
  watching: Watching,
): WebhookRepository {
  const watch = createWatch(watching, "db.webhook");
  return {
    findRegistration: watch(webhook.findRegistration, "find_webhook_registration"),
    recordRegistration: watch(webhook.recordRegistration, "record_webhook_registration"),
  };
}

export function observeSetups(setups: SetupRepository, watching: Watching): SetupRepository {
  const watch = createWatch(watching, "db.setups");
  return {
    lockSetup: watch(setups.lockSetup, "lock_setup"),
    saveSetup: watch(setups.saveSetup, "save_setup"),
    deleteSetup: watch(setups.deleteSetup, "delete_setup"),
    isNamePromptInTheAir: watch(setups.isNamePromptInTheAir, "is_name_prompt_in_the_air"),
  };
}

export function observeAnonymousCommands(
  commands: AnonymousCommandRepository,
  watching: Watching,
): AnonymousCommandRepository {
  const watch = createWatch(watching, "db.anonymous_commands");
  return {
    createAnonymousCommand: watch(commands.createAnonymousCommand, "create_anonymous_command"),
    takeAnonymousCommand: watch(commands.takeAnonymousCommand, "take_anonymous_command"),
    deleteAnonymousCommand: watch(commands.deleteAnonymousCommand, "delete_anonymous_command"),
  };
}

export function observePlatform(
  platform: PlatformRepository,
  watching: Watching,
): PlatformRepository {
  const watch = createWatch(watching, "db.platform");
  return {
    recordTick: watch(platform.recordTick, "record_tick"),
    readHealth: watch(platform.readHealth, "read_health"),
  };
}

export function observeLeases(leases: LeaseRepository, watching: Watching): LeaseRepository {
  const watch = createWatch(watching, "db.leases");
  return {
    take: watch(leases.take, "take_lease"),
    release: watch(leases.release, "release_lease"),
  };
}

export function observeReports(reports: ReportRepository, watching: Watching): ReportRepository {
  const watch = createWatch(watching, "db.reports");
  return {
    listCycles: watch(reports.listCycles, "list_cycles"),
    listPeople: watch(reports.listPeople, "list_people_of_report"),
    listDepartmentNames: watch(
      reports.listDepartmentNames,
      "list_department_names",
      (seen, departments) => seen.sawDepartments(departments),
    ),
  };
}

export function observeReportPace(
  pace: ReportPaceRepository,
  watching: Watching,
): ReportPaceRepository {
  const watch = createWatch(watching, "db.report_pace");
  return {
    admit: watch(pace.admit, "admit_report"),
    prune: watch(pace.prune, "prune_report_pace"),
  };
}
