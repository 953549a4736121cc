/** What the desk says in a message of its own. */
import type { Answer, SummaryRefusal, TicketRefusal } from "../../desk/answer.ts";
import type { ReportRefusal, ReportView } from "../../desk/report_view.ts";
import type { IncidentDetails } from "../../desk/views.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import {
  renderCode,
  renderConnectionAnswered,
  renderConnectionAsked,
  renderConnectionRefusal,
  renderGroupConnected,
} from "./connection_answers.ts";
import { renderConfirmation } from "./confirmation.ts";
import type { Words } from "./create_words.ts";
import { renderDepartmentAnswer } from "./department_answers.ts";
import { renderHelp } from "./help.ts";
import { renderCannotPin } from "./group_answers.ts";
import { type IncidentListView, renderIncident, renderIncidentList } from "./incident_answers.ts";
import { renderOrganisationAsked, renderOrganisationChosen } from "./organisation_choice.ts";
import { renderPlatform } from "./platform.ts";
import { noPrivateViews, type PrivateViews } from "./private_views.ts";
import { formatRefusal, formatSetupRefusal } from "./refusals.ts";
import { renderPeopleAnswer } from "./people_answers.ts";
import type { Rendered } from "./rendered.ts";
import { renderResponderLeft } from "./responder_left.ts";
import type { RosterView } from "./roster.ts";
import { renderReport } from "./report.ts";
import { renderSettingsAnswer, type SettingsView } from "./settings_answers.ts";
import { escaped, type SafeHtml } from "./safe_html.ts";
import {
  type NamedViews,
  renderMemberAdded,
  renderMemberInvited,
  renderMemberRefusal,
  renderSetupDone,
  renderWelcome,
} from "./set_up_answers.ts";

/** What answers show beside their own facts, read from the database when they are delivered. */
export interface AnswerViews extends NamedViews, PrivateViews {
  /** The chat that the answer goes to. */
  readonly place: "group" | "private";
  /** For `open_incidents` and `my_incidents`. */
  readonly list: IncidentListView | null;
  /** For the board of the settings. */
  readonly settings: SettingsView | null;
  /** For lists of departments and members. */
  readonly roster: RosterView | null;
  /** For `incident`. */
  readonly details: IncidentDetails | null;
  /** For `report`. */
  readonly report: ReportView | null;
}

/** For answers that show nothing but their own facts. */
export const noViews: AnswerViews = {
  ...noPrivateViews,
  place: "group",
  people: [],
  departments: [],
  list: null,
  roster: null,
  settings: null,
  details: null,
  report: null,
};

const ticketKeys = {
  too_short: "ticket-too-short",
  too_long: "ticket-too-long",
  nothing_found: "ticket-nothing-found",
  sees_commands_only: "ticket-sees-commands-only",
  quotes_us: "ticket-quotes-us",
  private_chat: "ticket-private-chat",
  too_many_of_person: "ticket-too-many-of-person",
  too_many_in_group: "ticket-too-many-in-group",
} as const satisfies Record<TicketRefusal, string>;

const summaryKeys = {
  too_short: "summary-too-short",
  too_long: "summary-too-long",
  no_words: "summary-no-words",
} as const satisfies Record<SummaryRefusal, string>;

const reportKeys = {
  not_manager: "report-not-manager",
  usage: "report-usage",
  future: "report-future",
} as const satisfies Record<ReportRefusal, string>;

function renderPlain(text: SafeHtml): readonly Rendered[] {
  return [{ html: text.toString(), keyboard: null }];
}

function getView<T>(view: T | null, answer: Answer): T {
  if (view === null) {
    throw new TypeError(`The answer ${answer.type} needs a view that is not given`);
  }
  return view;
}

/**
 * The answer as one message or, where it is long, several, each of at most 4,096 characters.
 *
 * @throws {TypeError} where `views` lacks the list or the details that the answer shows.
 */
export function renderAnswer(
  words: Words,
  answer: Answer,
  views: AnswerViews,
): readonly Rendered[] {
  switch (answer.type) {
    case "welcome":
      return [renderWelcome(words, answer)];
    case "cannot_pin":
      return renderPlain(renderCannotPin(words, answer, views));
    case "setup_done":
      return renderPlain(renderSetupDone(words, answer));
    case "setup_refused":
      return renderPlain(escaped(formatSetupRefusal(words, answer.reason)));
    case "not_connected":
      return renderPlain(
        words.html(views.place === "group" ? "not-connected-group" : "not-connected-private"),
      );
    case "not_applied":
      return renderPlain(words.html("not-applied"));
    case "ticket_refused":
      return renderPlain(words.html(ticketKeys[answer.reason]));
    case "member_added":
      return renderPlain(renderMemberAdded(words, answer, views));
    case "member_invited":
      return [renderMemberInvited(words, answer, views)];
    case "member_refused":
      return renderPlain(renderMemberRefusal(words, answer.reason, views));
    case "settings":
      return [renderSettingsAnswer(words, answer.said, views.departments, views.settings)];
    case "people":
      return renderPeopleAnswer(words, answer.said, views, views.roster);
    case "departments":
      return renderDepartmentAnswer(words, answer.said, views, views.roster);
    case "open_incidents":
    case "my_incidents":
      return renderIncidentList(words, answer.type, getView(views.list, answer));
    case "incident":
      return renderIncident(words, getView(views.details, answer));
    case "incident_not_found":
      return renderPlain(
        words.html("incident-not-found", { number: formatIncidentNumber(answer.number) }),
      );
    case "incident_usage":
      return renderPlain(words.html("incident-usage"));
    case "responder_left":
      return renderPlain(renderResponderLeft(words, answer, views));
    case "confirm_yourself":
      return [renderConfirmation(words, answer)];
    case "comment_usage":
      return renderPlain(words.html("comment-usage"));
    case "reopen_usage":
      return renderPlain(words.html("reopen-usage"));
    case "report":
      return renderReport(words, getView(views.report, answer));
    case "report_refused":
      return renderPlain(words.html(reportKeys[answer.reason]));
    case "summary_refused":
      return renderPlain(words.html(summaryKeys[answer.reason]));
    case "refused":
      return renderPlain(escaped(formatRefusal(words, answer.refusal, views.departments)));
    case "help":
      return renderPlain(renderHelp(words, answer, views.organisations.length > 1));
    case "connection_code":
      return renderPlain(renderCode(words, getView(views.connectionCode, answer)));
    case "connection_asked":
      return [renderConnectionAsked(words, getView(views.connectionRequest, answer), views.homeId)];
    case "connection_answered":
      return renderPlain(
        renderConnectionAnswered(words, getView(views.connectionRequest, answer)),
      );
    case "connection_awaited":
      return renderPlain(words.html("connection-awaited"));
    case "connection_declined":
      return renderPlain(words.html("connection-declined"));
    case "connection_refused":
      return renderPlain(renderConnectionRefusal(words, answer.reason));
    case "group_connected":
      return renderPlain(renderGroupConnected(words, answer.organisation, views.departments));
    case "organisation_asked":
      return [renderOrganisationAsked(words, views)];
    case "organisation_chosen":
      return renderPlain(renderOrganisationChosen(words, answer.organisation));
    case "platform":
      return renderPlatform(words, getView(views.platform, answer));
  }
}
