import type {
  DepartmentRepository,
  MemberRepository,
  PeopleRepository,
  SettingsRepository,
} from "../../desk/ports.ts";
import { createWatch, type Watching } from "./watch.ts";

export function observePeople(people: PeopleRepository, watching: Watching): PeopleRepository {
  const watch = createWatch(watching, "db.people");
  return {
    rememberPerson: watch(
      people.rememberPerson,
      "remember_person",
      (seen, _, person) => seen.sawPerson(person),
    ),
    meetPerson: watch(
      people.meetPerson,
      "meet_person",
      (seen, actor, person) => {
        seen.sawPerson(person);
        seen.sawActor(actor);
      },
    ),
    forgetSighting: watch(people.forgetSighting, "forget_sighting"),
    getActor: watch(people.getActor, "get_actor", (seen, actor) => seen.sawActor(actor)),
    findPerson: watch(people.findPerson, "find_person"),
    findPersonByUsername: watch(people.findPersonByUsername, "find_person_by_username"),
    setRole: watch(people.setRole, "set_role"),
    joinDepartment: watch(people.joinDepartment, "join_department"),
    listPingRecipients: watch(people.listPingRecipients, "list_ping_recipients"),
    listPingRecipientsOf: watch(people.listPingRecipientsOf, "list_ping_recipients"),
    createInvitation: watch(people.createInvitation, "create_invitation"),
    lockInvitation: watch(people.lockInvitation, "lock_invitation"),
    closeInvitation: watch(people.closeInvitation, "close_invitation"),
    setPrivateChat: watch(people.setPrivateChat, "set_private_chat"),
    hasPrivateChat: watch(people.hasPrivateChat, "has_private_chat"),
  };
}

export function observeMembers(members: MemberRepository, watching: Watching): MemberRepository {
  const watch = createWatch(watching, "db.members");
  return {
    lockManagers: watch(members.lockManagers, "lock_managers"),
    listManagers: watch(members.listManagers, "list_managers"),
    findGroupOfManagers: watch(members.findGroupOfManagers, "find_group_of_managers"),
    listMembers: watch(members.listMembers, "list_members"),
    countDrivers: watch(members.countDrivers, "count_drivers"),
    leaveDepartment: watch(members.leaveDepartment, "leave_department"),
    leaveAll: watch(members.leaveAll, "leave_all"),
    listHeldIncidents: watch(members.listHeldIncidents, "list_held_incidents"),
    createJoinRequest: watch(members.createJoinRequest, "create_join_request"),
    lockJoinRequest: watch(members.lockJoinRequest, "lock_join_request"),
    decideJoinRequest: watch(members.decideJoinRequest, "decide_join_request"),
  };
}

export function observeDepartments(
  departments: DepartmentRepository,
  watching: Watching,
): DepartmentRepository {
  const watch = createWatch(watching, "db.departments");
  return {
    lockDepartments: watch(departments.lockDepartments, "lock_departments"),
    listDepartmentLines: watch(departments.listDepartmentLines, "list_department_lines"),
    holdDepartment: watch(
      departments.holdDepartment,
      "hold_department",
      (seen, department) => seen.sawDepartments([department]),
    ),
    findServiceLevel: watch(departments.findServiceLevel, "find_service_level"),
    addDepartment: watch(departments.addDepartment, "add_department"),
    renameDepartment: watch(
      departments.renameDepartment,
      "rename_department",
      (seen, _, id, name) => seen.sawDepartments([{ id, name }]),
    ),
    setRestricted: watch(departments.setRestricted, "set_restricted"),
    setServiceLevel: watch(departments.setServiceLevel, "set_service_level"),
    lockDepartment: watch(departments.lockDepartment, "lock_department"),
    listOpenNumbers: watch(departments.listOpenNumbers, "list_open_numbers"),
    removeDepartment: watch(departments.removeDepartment, "remove_department"),
    touchCardsOfDepartment: watch(
      departments.touchCardsOfDepartment,
      "touch_cards_of_department",
    ),
  };
}

export function observeSettings(
  settings: SettingsRepository,
  watching: Watching,
): SettingsRepository {
  const watch = createWatch(watching, "db.settings");
  return { changeSettings: watch(settings.changeSettings, "change_settings") };
}
