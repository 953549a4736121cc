import * as v from "valibot";
import type { Store } from "../../../src/desk/ports.ts";
import { createChatId, createMessageId, createPerson, type Scene } from "../scenes.ts";
import { across, attempt, own, type Plan } from "./plan.ts";
import type { Theirs } from "./their_data.ts";

/** Somebody of whom nothing is known. */
const nobody = v.object({
  userId: v.number(),
  role: v.literal("driver"),
  departmentIds: v.tuple([]),
});

/** People, what they belong to and may do, and what an organisation has decided. */
export function planPeople(
  store: Store,
  theirs: Theirs,
  ours: Scene,
): Plan<"people" | "members" | "departments" | "settings" | "connections"> {
  const { people, members, departments, settings, connections } = store;
  const { incident, driver, mechanic, manager, maintenance, dispatch, place } = theirs;
  const { codeId, requestId, invitationId, joinRequestId } = theirs;
  const chat = { chatId: createChatId(), title: "Stolen", kind: "group" } as const;
  return {
    people: {
      rememberPerson: own((tx) => people.rememberPerson(tx, ours.driver)),
      meetPerson: own((tx) => people.meetPerson(tx, ours.driver)),
      forgetSighting: attempt((tx) => people.forgetSighting(tx, driver)),
      getActor: attempt((tx) => people.getActor(tx, mechanic), {
        isNothing: (answer) => v.is(nobody, answer),
      }),
      findPerson: attempt((tx) => people.findPerson(tx, driver)),
      findPersonByUsername: attempt((tx) => people.findPersonByUsername(tx, theirs.username)),
      setRole: attempt((tx) => people.setRole(tx, driver, "ops_manager")),
      joinDepartment: attempt((tx) => people.joinDepartment(tx, dispatch, mechanic)),
      listPingRecipients: attempt(async (tx) => {
        const { inGroup, inPrivate } = await people.listPingRecipients(tx, maintenance, driver);
        return [...inGroup, ...inPrivate];
      }),
      listPingRecipientsOf: attempt(async (tx) => {
        const { inGroup, inPrivate } = await people.listPingRecipientsOf(tx, incident.id, driver);
        return [...inGroup, ...inPrivate];
      }),
      createInvitation: attempt((tx) =>
        people.createInvitation(tx, {
          username: "stolen",
          departmentId: maintenance,
          invitedBy: manager,
        })
      ),
      lockInvitation: attempt((tx) => people.lockInvitation(tx, invitationId)),
      closeInvitation: attempt((tx) => people.closeInvitation(tx, invitationId)),
      setPrivateChat: across("a fact between a person and the bot, of no organisation"),
      hasPrivateChat: across("a fact between a person and the bot, of no organisation"),
    },
    members: {
      lockManagers: own((tx) => members.lockManagers(tx)),
      listManagers: own((tx) => members.listManagers(tx)),
      findGroupOfManagers: own((tx) => members.findGroupOfManagers(tx)),
      listMembers: own((tx) => members.listMembers(tx)),
      countDrivers: own((tx) => members.countDrivers(tx)),
      leaveDepartment: attempt((tx) => members.leaveDepartment(tx, maintenance, mechanic)),
      leaveAll: attempt((tx) => members.leaveAll(tx, mechanic)),
      listHeldIncidents: attempt((tx) => members.listHeldIncidents(tx, mechanic)),
      createJoinRequest: attempt((tx) =>
        members.createJoinRequest(tx, {
          departmentId: dispatch,
          userId: driver,
          place,
          messageId: createMessageId(),
        })
      ),
      lockJoinRequest: attempt((tx) => members.lockJoinRequest(tx, joinRequestId)),
      decideJoinRequest: attempt((tx) =>
        members.decideJoinRequest(tx, joinRequestId, { approved: true, by: manager })
      ),
    },
    departments: {
      lockDepartments: own((tx) => departments.lockDepartments(tx)),
      listDepartmentLines: own((tx) => departments.listDepartmentLines(tx)),
      holdDepartment: attempt((tx) => departments.holdDepartment(tx, maintenance)),
      findServiceLevel: attempt((tx) => departments.findServiceLevel(tx, maintenance)),
      addDepartment: own((tx) => departments.addDepartment(tx, `Ours ${crypto.randomUUID()}`)),
      renameDepartment: attempt((tx) => departments.renameDepartment(tx, maintenance, "Stolen")),
      setRestricted: attempt((tx) => departments.setRestricted(tx, maintenance, true)),
      setServiceLevel: attempt((tx) =>
        departments.setServiceLevel(tx, maintenance, { claimMinutes: 1, resolveMinutes: 1 })
      ),
      lockDepartment: attempt((tx) => departments.lockDepartment(tx, maintenance), {
        idleAtHome: "a lock leaves nothing behind",
      }),
      listOpenNumbers: attempt((tx) => departments.listOpenNumbers(tx, maintenance)),
      removeDepartment: attempt((tx) => departments.removeDepartment(tx, maintenance)),
      touchCardsOfDepartment: attempt((tx) => departments.touchCardsOfDepartment(tx, maintenance)),
    },
    settings: {
      changeSettings: attempt((tx) =>
        settings.changeSettings(tx, { defaultDepartmentId: maintenance })
      ),
    },
    connections: {
      saveCode: attempt((tx) =>
        connections.saveCode(tx, { createdBy: manager, codeHash: "0".repeat(64), minutes: 60 })
      ),
      lockCodes: across("a code is brought by somebody of whom nothing is known yet"),
      endCode: attempt((tx) => connections.endCode(tx, codeId)),
      createRequest: attempt((tx) =>
        connections.createRequest(tx, {
          codeId,
          askedOf: manager,
          chat,
          threadId: null,
          person: createPerson("Stan"),
        }), { idleAtHome: "a code has one request" }),
      lockRequest: attempt((tx) => connections.lockRequest(tx, requestId)),
      findRequest: attempt((tx) => connections.findRequest(tx, requestId)),
      answerRequest: attempt((tx) => connections.answerRequest(tx, requestId, "approved")),
      countTries: across("wrong codes, by chat and person, of no organisation"),
      recordTry: across("wrong codes, by chat and person, of no organisation"),
      pruneTries: across("forgets by age alone, and tells how many went"),
    },
  };
}
