/** Answers to `/departments` and `/department`. */
import type { DepartmentAnswer, DepartmentRefusal } from "../../desk/department_answer.ts";
import type { DepartmentLine } from "../../desk/ports/departments.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import { packHtml } from "./chunks.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment, formatDepartmentName } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { formatTitle } from "./isolate.ts";
import { renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import type { RosterView } from "./roster.ts";
import { escaped, html, type SafeHtml } from "./safe_html.ts";
import type { NamedViews } from "./set_up_answers.ts";

type Said<T extends DepartmentAnswer["type"]> = Extract<DepartmentAnswer, { readonly type: T }>;

const plainKeys = {
  not_manager: "department-not-manager",
  usage: "department-usage",
  sla_usage: "department-sla-usage",
  name_too_short: "department-name-too-short",
  name_too_long: "department-name-too-long",
  too_many: "department-too-many",
  last_one: "department-last-one",
  claim_minutes: "department-claim-minutes",
  resolve_minutes: "department-resolve-minutes",
} as const;

/** @param roster for `listed` */
export function renderDepartmentAnswer(
  words: Words,
  said: DepartmentAnswer,
  views: NamedViews,
  roster: RosterView | null,
): readonly Rendered[] {
  if (said.type === "listed") {
    if (roster === null) throw new TypeError("The list of departments needs a roster");
    return renderDepartments(words, roster);
  }
  return [{ html: renderChange(words, said, views).toString(), keyboard: null }];
}

function renderChange(
  words: Words,
  said: Exclude<DepartmentAnswer, { readonly type: "listed" }>,
  views: NamedViews,
): SafeHtml {
  const format = (name: string) => formatDepartmentName(words, { name });
  switch (said.type) {
    case "added":
      return words.html("department-added", { department: format(said.name) });
    case "renamed":
      return words.html("department-renamed", { from: format(said.from), to: format(said.to) });
    case "removed": {
      const gone = words.html("department-removed", { department: format(said.name) });
      if (said.members === 0) return gone;
      const members = words.html("department-removed-members", { count: said.members });
      return html(`${gone}\n${members}`);
    }
    case "restricted": {
      const department = format(said.name);
      return said.restricted
        ? words.html("department-now-restricted", {
          department: words.text("department-restricted", { name: department }),
        })
        : words.html("department-now-open", { department });
    }
    case "service_level":
      return renderServiceLevel(words, said);
    case "refused":
      return renderDepartmentRefusal(words, said.reason, views);
  }
}

function formatMinutes(words: Words, minutes: number): string {
  return formatDuration(words, minutes * 60_000);
}

function renderServiceLevel(words: Words, said: Said<"service_level">): SafeHtml {
  const clocks = {
    claim: formatMinutes(words, said.claimMinutes),
    resolve: formatMinutes(words, said.resolveMinutes),
  };
  if (said.name === null) return words.html("department-clocks-organisation", clocks);
  const department = formatDepartmentName(words, { name: said.name });
  return said.inherited
    ? words.html("department-clocks-inherited", { department, ...clocks })
    : words.html("department-clocks", { department, ...clocks });
}

function renderDepartmentRefusal(
  words: Words,
  reason: DepartmentRefusal,
  views: NamedViews,
): SafeHtml {
  switch (reason.type) {
    case "no_such_department":
      return renderNoneCalled(words, reason.name, views);
    case "name_taken":
      return words.html("department-name-taken", { name: formatTitle(reason.name, 40) });
    case "still_open": {
      const listed = reason.numbers.map(formatIncidentNumber).join(", ");
      const numbers = reason.more === 0
        ? listed
        : words.text("department-still-open-more", { numbers: listed, count: reason.more });
      const department = formatDepartmentName(words, reason);
      return words.html("department-still-open", { department, numbers });
    }
    default:
      return words.html(plainKeys[reason.type]);
  }
}

/** A name that is no department's, with those that are. */
export function renderNoneCalled(words: Words, name: string, views: NamedViews): SafeHtml {
  const names = views.departments.map((one) => escaped(formatDepartment(words, one)));
  return words.html("department-none-called", {
    name: formatTitle(name, 40),
    departments: renderPeople(words, names, 20),
  });
}

function renderDepartments(words: Words, roster: RosterView): readonly Rendered[] {
  const parts = [
    words.html("departments-heading"),
    ...roster.departments.map((line) => renderLine(words, line, roster)),
    ...(roster.manager ? [words.html("departments-how")] : []),
  ];
  return packHtml(parts, "\n\n").map((part) => ({ html: part.toString(), keyboard: null }));
}

function renderLine(
  words: Words,
  line: DepartmentLine,
  { organisation }: RosterView,
): SafeHtml {
  const head = words.html("departments-line", {
    department: formatDepartment(words, line),
    people: words.text("departments-people", { count: line.members }),
  });
  const clocks = words.html("departments-clocks", {
    claim: formatMinutes(words, line.claimMinutes ?? organisation.claimMinutes),
    resolve: formatMinutes(words, line.resolveMinutes ?? organisation.resolveMinutes),
  });
  return html(`${head}\n${clocks}`);
}
