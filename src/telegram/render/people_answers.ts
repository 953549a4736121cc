/** Answers to `/members`, `/unmember`, `/role` and `/join`. */
import type { MemberLine } from "../../desk/ports/members.ts";
import type { PeopleAnswer, PeopleRefusal } from "../../desk/people_answer.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { UserId } from "../../people/ids.ts";
import type { Role } from "../../people/role.ts";
import { packHtml } from "./chunks.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName, formatDepartment } from "./department.ts";
import { renderNoneCalled } from "./department_answers.ts";
import { formatTitle } from "./isolate.ts";
import { renderJoinDecided, renderJoinRequest } from "./join_request.ts";
import { renderName } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import type { RosterView } from "./roster.ts";
import { html, type SafeHtml } from "./safe_html.ts";
import { findName, type NamedViews } from "./set_up_answers.ts";
import { shorten } from "./shorten.ts";

const roleKeys = {
  driver: "role-driver",
  dispatcher: "role-dispatcher",
  ops_manager: "role-ops-manager",
} as const satisfies Record<Role, string>;

const plainKeys = {
  not_manager: "people-not-manager",
  unmember_usage: "unmember-usage",
  role_usage: "role-usage",
  join_usage: "join-usage",
  is_bot: "people-is-bot",
} as const;

/** @param roster for `listed` */
export function renderPeopleAnswer(
  words: Words,
  said: PeopleAnswer,
  views: NamedViews,
  roster: RosterView | null,
): readonly Rendered[] {
  if (said.type === "listed") {
    if (roster === null) throw new TypeError("The list of members needs a roster");
    return renderMembers(words, roster);
  }
  if (said.type === "join_request") return [renderJoinRequest(words, said, views)];
  return [{ html: renderPlainly(words, said, views).toString(), keyboard: null }];
}

function renderPlainly(
  words: Words,
  said: Exclude<PeopleAnswer, { readonly type: "listed" | "join_request" }>,
  views: NamedViews,
): SafeHtml {
  const find = (userId: UserId) => findName(words, views.people, userId);
  switch (said.type) {
    case "left": {
      const name = find(said.userId);
      const released = renderReleased(words, name, said.released);
      if (said.departmentId === null) {
        return joinLines([words.html("unmember-all-done", { name }), ...released]);
      }
      const department = findDepartmentName(words, views.departments, said.departmentId);
      return joinLines([
        words.html("unmember-done", { name, department }),
        ...(said.role === "driver" ? [words.html("unmember-now-driver", { name })] : []),
        ...released,
      ]);
    }
    case "role_changed": {
      const name = find(said.userId);
      const role = words.text(roleKeys[said.role]);
      return joinLines([
        words.html("role-changed", { name, role }),
        ...renderReleased(words, name, said.released),
      ]);
    }
    case "join_asked":
      return words.html("join-asked", {
        department: findDepartmentName(words, views.departments, said.departmentId),
      });
    case "join_decided":
      return renderJoinDecided(words, said, views);
    case "refused":
      return renderPeopleRefusal(words, said.reason, views);
  }
}

function joinLines(lines: readonly SafeHtml[]): SafeHtml {
  return html(lines.join("\n"));
}

function renderReleased(
  words: Words,
  name: SafeHtml,
  released: readonly number[],
): readonly SafeHtml[] {
  if (released.length === 0) return [];
  const numbers = released.map(formatIncidentNumber).join(", ");
  return [words.html("claims-released", { name, numbers: shorten(numbers, 200) })];
}

function renderPeopleRefusal(
  words: Words,
  reason: PeopleRefusal,
  views: NamedViews,
): SafeHtml {
  switch (reason.type) {
    case "no_such_department":
      return renderNoneCalled(words, reason.name, views);
    case "join_unknown":
      return words.html("join-unknown", { name: formatTitle(reason.name, 40) });
    case "unknown_person":
      return words.html("people-unknown", { username: formatTitle(reason.username, 40) });
    case "belongs_nowhere":
      return words.html("people-belongs-nowhere", {
        name: findName(words, views.people, reason.userId),
      });
    case "last_manager":
      return words.html("people-last-manager", {
        name: findName(words, views.people, reason.userId),
      });
    case "no_department":
      return words.html("role-no-department", {
        name: findName(words, views.people, reason.userId),
      });
    case "same_role":
      return words.html("role-same", {
        name: findName(words, views.people, reason.userId),
        role: words.text(roleKeys[reason.role]),
      });
    case "not_member":
      return words.html("unmember-not-member", {
        name: findName(words, views.people, reason.userId),
        department: findDepartmentName(words, views.departments, reason.departmentId),
      });
    case "already_member":
      return words.html("join-already", {
        department: findDepartmentName(words, views.departments, reason.departmentId),
      });
    case "already_asked":
      return words.html("join-already-asked", {
        department: findDepartmentName(words, views.departments, reason.departmentId),
      });
    default:
      return words.html(plainKeys[reason.type]);
  }
}

/** Each line is a part of its own: a department may have more people than a message holds. */
function renderMembers(words: Words, roster: RosterView): readonly Rendered[] {
  const parts = [words.html("members-heading")];
  for (const department of roster.departments) {
    const members = roster.members.filter((one) => one.departmentIds.includes(department.id));
    parts.push(
      html(
        `\n${
          words.html("members-department", { department: formatDepartment(words, department) })
        }`,
      ),
      ...(members.length === 0
        ? [words.html("members-nobody")]
        : members.map((member) => renderMember(words, member))),
    );
  }
  const managers = roster.members.filter((one) => one.departmentIds.length === 0);
  if (managers.length > 0) {
    parts.push(
      html(`\n${words.html("members-managers")}`),
      ...managers.map(({ person }) =>
        words.html("members-line", { name: renderName(words, person) })
      ),
    );
  }
  parts.push(html(`\n${words.html("members-drivers", { count: roster.drivers })}`));
  if (roster.manager) parts.push(words.html("members-how"));
  return packHtml(parts, "\n").map((part) => ({ html: part.toString(), keyboard: null }));
}

const lineKeys = {
  driver: "members-line-driver",
  dispatcher: "members-line",
  ops_manager: "members-line-manager",
} as const satisfies Record<Role, string>;

function renderMember(words: Words, { person, role }: MemberLine): SafeHtml {
  return words.html(lineKeys[role], { name: renderName(words, person) });
}
