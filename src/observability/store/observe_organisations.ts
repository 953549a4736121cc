import type {
  Clock,
  ConnectionRepository,
  GroupRepository,
  OrganisationRepository,
} from "../../desk/ports.ts";
import { createWatch, type Watching } from "./watch.ts";

export function observeOrganisations(
  organisations: OrganisationRepository,
  watching: Watching,
): OrganisationRepository {
  const watch = createWatch(watching, "db.organisations");
  return {
    enterGroup: watch(
      organisations.enterGroup,
      "enter_group",
      (seen, group) => seen.sawGroup(group),
    ),
    enterHome: watch(
      organisations.enterHome,
      "enter_home",
      (seen, organisation) => seen.sawOrganisation(organisation),
    ),
    enterOrganisationOf: watch(
      organisations.enterOrganisationOf,
      "enter_organisation_of",
      (seen, organisation) => seen.sawOrganisation(organisation),
    ),
    enterGroupOf: watch(
      organisations.enterGroupOf,
      "enter_group_of",
      (seen, _, id) => seen.sawGroupId(id),
    ),
    chooseHome: watch(organisations.chooseHome, "choose_home"),
    isConnected: watch(organisations.isConnected, "is_connected"),
    enterOrganisation: watch(
      organisations.enterOrganisation,
      "enter_organisation",
      (seen, organisation) => seen.sawOrganisation(organisation),
    ),
    listOrganisations: watch(organisations.listOrganisations, "list_organisations"),
    anyOrganisationExists: watch(
      organisations.anyOrganisationExists,
      "any_organisation_exists",
    ),
    listOrganisationsOf: watch(organisations.listOrganisationsOf, "list_organisations_of"),
    createOrganisation: watch(
      organisations.createOrganisation,
      "create_organisation",
      (seen, organisation) => seen.sawOrganisation(organisation),
    ),
    connectGroup: watch(
      organisations.connectGroup,
      "connect_group",
      (seen, group) => seen.sawGroup(group),
    ),
    listDepartments: watch(
      organisations.listDepartments,
      "list_departments",
      (seen, departments) => seen.sawDepartments(departments),
    ),
    listAllDepartments: watch(
      organisations.listAllDepartments,
      "list_all_departments",
      (seen, departments) => seen.sawDepartments(departments),
    ),
    findDepartmentByName: watch(
      organisations.findDepartmentByName,
      "find_department_by_name",
      (seen, department) => seen.sawDepartments([department]),
    ),
    findDepartment: watch(
      organisations.findDepartment,
      "find_department",
      (seen, department) => seen.sawDepartments([department]),
    ),
  };
}

export function observeGroups(groups: GroupRepository, watching: Watching): GroupRepository {
  const watch = createWatch(watching, "db.groups");
  return {
    leaveChat: watch(groups.leaveChat, "leave_chat"),
    returnToChat: watch(groups.returnToChat, "return_to_chat"),
    renewCards: watch(groups.renewCards, "renew_cards"),
    touchUnpinnedCards: watch(groups.touchUnpinnedCards, "touch_unpinned_cards"),
    listAwaitedSummaries: watch(groups.listAwaitedSummaries, "list_awaited_summaries"),
    takePinHint: watch(groups.takePinHint, "take_pin_hint"),
    moveGroup: watch(groups.moveGroup, "move_group"),
    moveMessages: watch(groups.moveMessages, "move_messages"),
  };
}

export function observeConnections(
  connections: ConnectionRepository,
  watching: Watching,
): ConnectionRepository {
  const watch = createWatch(watching, "db.connections");
  return {
    saveCode: watch(connections.saveCode, "save_code"),
    lockCodes: watch(connections.lockCodes, "lock_codes"),
    endCode: watch(connections.endCode, "end_code"),
    createRequest: watch(connections.createRequest, "create_connection_request"),
    lockRequest: watch(connections.lockRequest, "lock_connection_request"),
    findRequest: watch(connections.findRequest, "find_connection_request"),
    answerRequest: watch(connections.answerRequest, "answer_connection_request"),
    countTries: watch(connections.countTries, "count_tries"),
    recordTry: watch(connections.recordTry, "record_try"),
    pruneTries: watch(connections.pruneTries, "prune_tries"),
  };
}

export function observeClock(clock: Clock, watching: Watching): Clock {
  const watch = createWatch(watching, "db.clock");
  return {
    readClock: watch(clock.readClock, "read_clock", (seen, at) => seen.sawClock(at)),
    skip: (seconds) => clock.skip(seconds),
  };
}
