import type { Store } from "../../../src/desk/ports.ts";
import { parseIncidentId, parseUpdateId } from "../../../src/people/ids.ts";
import { createChatId, newOrganisation, type Scene } from "../scenes.ts";
import { across, attempt, own, type Plan, type Repositories } from "./plan.ts";
import { mark, type Theirs } from "./their_data.ts";

type Others = Exclude<
  keyof Repositories,
  | ("incidents" | "messages" | "timers" | "reports")
  | ("people" | "members" | "departments" | "settings" | "connections")
>;

const enters = "what enters an organisation stands before the wall";
const noOrganisation = "of no organisation: ids and times, and nothing that anybody wrote";
const unread = "what has not been read is of no organisation: who entered one is refused";

/** Organisations and their groups, what is owed to chats, and what belongs to no organisation. */
export function planChats(store: Store, theirs: Theirs, ours: Scene): Plan<Others> {
  const { organisations, groups, deliveries, anonymousCommands, inbox, failedUpdates } = store;
  const { catchUps } = store;
  const incidentId = theirs.incident.id;
  const { chatId, organisationId, delivery, updateId, commandId, maintenance } = theirs;
  const place = { chatId, threadId: null };
  const move = { from: chatId, to: createChatId() };
  return {
    clock: {
      readClock: own((tx) => store.clock.readClock(tx)),
      skip: across("the clock of all; only the owner of the schema may move it"),
    },
    organisations: {
      enterGroup: across(enters),
      enterHome: across(enters),
      enterOrganisation: across(enters),
      enterOrganisationOf: attempt(
        (tx) => organisations.enterOrganisationOf(tx, ours.driver.userId, organisationId),
        {
          idleAtHome: "it is asked for somebody of ours",
        },
      ),
      enterGroupOf: attempt(async (tx) => {
        await organisations.enterGroupOf(tx, theirs.scene.group.id);
        return await store.incidents.listHeldHere(tx, theirs.mechanic);
      }),
      chooseHome: attempt((tx) => organisations.chooseHome(tx, theirs.driver)),
      isConnected: across("whether a chat belongs to anybody, and not to whom"),
      listOrganisations: across("for the operator's task, which nobody reaches from a chat"),
      anyOrganisationExists: across("yes or no"),
      listOrganisationsOf: across("a person's own, of whom Telegram says that it is they"),
      createOrganisation: own((tx) =>
        organisations.createOrganisation(tx, newOrganisation("Yet another"))
      ),
      connectGroup: attempt(
        (tx) => organisations.connectGroup(tx, { chatId, title: "Stolen", kind: "supergroup" }),
        {
          idleAtHome: "it is connected already",
        },
      ),
      listDepartments: own((tx) => organisations.listDepartments(tx)),
      listAllDepartments: own((tx) => organisations.listAllDepartments(tx)),
      findDepartmentByName: attempt((tx) =>
        organisations.findDepartmentByName(tx, theirs.departmentName)
      ),
      findDepartment: attempt((tx) => organisations.findDepartment(tx, maintenance)),
    },
    groups: {
      leaveChat: attempt((tx) => groups.leaveChat(tx, chatId)),
      returnToChat: own((tx) => groups.returnToChat(tx, false)),
      renewCards: own((tx) => groups.renewCards(tx)),
      touchUnpinnedCards: own((tx) => groups.touchUnpinnedCards(tx)),
      listAwaitedSummaries: own((tx) => groups.listAwaitedSummaries(tx)),
      takePinHint: attempt((tx) => groups.takePinHint(tx, chatId)),
      moveGroup: attempt((tx) => groups.moveGroup(tx, move)),
      moveMessages: attempt((tx) => groups.moveMessages(tx, move)),
    },
    deliveries: {
      enqueue: own((tx) =>
        deliveries.enqueue(tx, [
          {
            place: { chatId: ours.group.chatId, threadId: null },
            content: { kind: "card", cardId: theirs.cardId },
          },
        ])
      ),
      claimDue: across("what is owed to all; each is sent after entering its own"),
      renew: across("what is in hand, by its number and attempt: only who claimed it has both"),
      complete: attempt((tx) => deliveries.complete(tx, delivery.id)),
      postpone: attempt((tx) => deliveries.postpone(tx, delivery, 60, "stolen")),
      noteFailure: attempt((tx) => deliveries.noteFailure(tx, delivery)),
      pauseChat: across("Telegram leaves no chat out, whoever was refused"),
      abandon: attempt((tx) => deliveries.abandon(tx, delivery.id, "stolen")),
      pruneAbandoned: across("forgets by age alone, and tells how many went"),
      hasten: across("what waits after failures is tried sooner, whosever it is"),
      countOf: across("how much an update has left owed: a number"),
      countBacklog: across("a number"),
    },
    catchUps: {
      add: attempt((tx) =>
        catchUps.add(tx, place, { incidentId, userIds: [theirs.driver], since: 1 })
      ),
      findBacklog: attempt((tx) => catchUps.findBacklog(tx, chatId, parseIncidentId(1), 0)),
      takeHeldUp: attempt((tx) => catchUps.takeHeldUp(tx, chatId, 0), {
        idleAtHome: "somebody is at work on all of it",
      }),
      findView: attempt((tx) => catchUps.findView(tx, chatId)),
      settle: attempt((tx) => catchUps.settle(tx, chatId, [incidentId])),
    },
    updates: {
      markProcessed: across(noOrganisation),
      wasRefused: across(noOrganisation),
      noteRefusal: across(noOrganisation),
      pruneProcessed: across(noOrganisation),
    },
    inbox: {
      keep: attempt(
        (tx) =>
          inbox.keep(tx, [{ id: parseUpdateId(updateId + 1), lane: "1", received: "stolen" }]),
        { idleAtHome: unread },
      ),
      listWaiting: attempt((tx) => inbox.listWaiting(tx, { lanes: 9, perLane: 9, except: [] }), {
        idleAtHome: unread,
      }),
      count: attempt((tx) => inbox.count(tx), { idleAtHome: unread }),
      forget: attempt((tx) => inbox.forget(tx, [updateId]), { idleAtHome: unread }),
    },
    failedUpdates: {
      countFailure: attempt(
        (tx) =>
          failedUpdates.countFailure(tx, {
            id: updateId,
            lane: "1",
            type: "message",
            error: mark,
          }),
        { idleAtHome: unread },
      ),
      setAside: attempt((tx) => failedUpdates.setAside(tx, updateId, "stolen"), {
        idleAtHome: unread,
      }),
      listSetAside: attempt((tx) => failedUpdates.listSetAside(tx), { idleAtHome: unread }),
      replay: attempt((tx) => failedUpdates.replay(tx, updateId), { idleAtHome: unread }),
      prune: attempt((tx) => failedUpdates.prune(tx, { hours: 0, days: 0 }), {
        idleAtHome: unread,
      }),
    },
    leases: {
      take: across("what one replica does for all of them"),
      release: across("what one replica does for all of them"),
    },
    setups: {
      lockSetup: across("of groups that belong to no organisation yet"),
      saveSetup: across("of groups that belong to no organisation yet"),
      deleteSetup: across("of groups that belong to no organisation yet"),
      isNamePromptInTheAir: across("of groups that belong to no organisation yet"),
    },
    anonymousCommands: {
      createAnonymousCommand: own((tx) =>
        anonymousCommands.createAnonymousCommand(tx, {
          chatId: ours.group.chatId,
          received: "ours",
          expiresSeconds: 300,
        })
      ),
      takeAnonymousCommand: attempt((tx) =>
        anonymousCommands.takeAnonymousCommand(tx, commandId, { chatId, updateId })
      ),
      deleteAnonymousCommand: attempt((tx) =>
        anonymousCommands.deleteAnonymousCommand(tx, commandId)
      ),
    },
    platform: {
      recordTick: across("one clock for all"),
      readHealth: across("counts for who runs the platform, and nothing that anybody wrote"),
    },
    reportPace: {
      admit: across(noOrganisation),
      prune: across(noOrganisation),
    },
    webhook: {
      findRegistration: across("one webhook for all"),
      recordRegistration: across("one webhook for all"),
    },
  };
}
