/** Answers about setting a group up and about who belongs to it. */
import type { Answer, MemberRefusal } from "../../desk/answer.ts";
import type { Department } from "../../desk/ports/organisations.ts";
import type { UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName, formatDepartment, formatDepartmentName } from "./department.ts";
import { formatTitle } from "./isolate.ts";
import { renderName, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escaped, joinHtml, type SafeHtml } from "./safe_html.ts";

type Of<T extends Answer["type"]> = Extract<Answer, { type: T }>;

/** Whom and what an answer may name. */
export interface NamedViews {
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
}

/** What the bot is for, and what it still lacks here. */
export function renderWelcome(words: Words, answer: Of<"welcome">): Rendered {
  const blocks = [words.html(answer.connected ? "welcome-back" : "welcome")];
  if (!answer.canPin) blocks.push(words.html("welcome-cannot-pin"));
  if (!answer.seesMessages) blocks.push(words.html("welcome-sees-commands"));
  blocks.push(words.html(answer.connected ? "welcome-connected" : "welcome-set-up"));
  const button = {
    text: words.text("button-set-up"),
    callback_data: encodeCallback({ type: "setup_start" }),
  };
  return {
    html: joinHtml(blocks, "\n\n").toString(),
    keyboard: answer.connected ? null : [[button]],
  };
}

/** Departments in a list, cut where there are very many. */
export function renderDepartments(words: Words, names: readonly string[]): SafeHtml {
  return renderPeople(words, names.map(escaped), 20);
}

export function renderSetupDone(words: Words, answer: Of<"setup_done">): SafeHtml {
  const names = answer.departments.map((name) => formatDepartmentName(words, { name }));
  return joinHtml([
    words.html("setup-done", {
      organisation: formatTitle(answer.organisation, 80),
      departments: renderDepartments(words, names),
    }),
    words.html("setup-done-manager"),
    words.html("setup-done-next", { department: names[0] ?? words.text("department-unknown") }),
  ], "\n\n");
}

/** The name of one of these people; "Someone" where they are not among them. */
export function findName(words: Words, people: readonly Person[], userId: UserId): SafeHtml {
  const person = people.find((one) => one.userId === userId);
  return person === undefined ? words.html("person-unknown") : renderName(words, person);
}

export function renderMemberAdded(
  words: Words,
  answer: Of<"member_added">,
  views: NamedViews,
): SafeHtml {
  return words.html("member-added", {
    name: findName(words, views.people, answer.userId),
    department: findDepartmentName(words, views.departments, answer.departmentId),
  });
}

/** Names nobody by id: whoever carries the name presses the button. */
export function renderMemberInvited(
  words: Words,
  answer: Of<"member_invited">,
  views: NamedViews,
): Rendered {
  const username = formatTitle(answer.username, 40);
  const { invitationId } = answer;
  const text = words.html("member-invited", {
    username,
    department: findDepartmentName(words, views.departments, answer.departmentId),
  });
  return {
    html: text.toString(),
    keyboard: [[{
      text: words.text("button-i-am", { username }),
      callback_data: encodeCallback({ type: "accept_invitation", invitationId }),
    }]],
  };
}

export function renderMemberRefusal(
  words: Words,
  reason: MemberRefusal,
  views: NamedViews,
): SafeHtml {
  switch (reason.type) {
    case "not_manager":
      return words.html("member-not-manager");
    case "usage":
      return words.html("member-usage");
    case "is_bot":
      return words.html("member-is-bot");
    case "no_such_department": {
      const name = formatTitle(reason.name, 40);
      const names = views.departments.map((one) => formatDepartment(words, one));
      return names.length === 0
        ? words.html("member-no-departments", { name })
        : words.html("member-no-such-department", {
          name,
          departments: renderDepartments(words, names),
        });
    }
    case "already_member":
      return words.html("member-already", {
        name: findName(words, views.people, reason.userId),
        department: findDepartmentName(words, views.departments, reason.departmentId),
      });
  }
}
