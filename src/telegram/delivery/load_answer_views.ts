import type { Answer } from "../../desk/answer.ts";
import type { Organisation, Transaction } from "../../desk/ports.ts";
import type { IncidentList } from "../../desk/views.ts";
import { getPeriodBefore } from "../../incident/report_period.ts";
import type { UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import { type AnswerViews, noViews } from "../render/answers.ts";
import type { IncidentListView } from "../render/incident_answers.ts";
import type { DeliveryOf, DeliveryTools } from "./delivery_tools.ts";
import { listNamed } from "./list_named.ts";
import { loadPrivateViews } from "./load_private_views.ts";
import { loadRoster } from "./load_roster.ts";
import { loadReport } from "./load_report.ts";

/** A list is for looking over: more than these are better looked for one by one. */
const longestList = 30;

/** Reads what an answer shows. Null where the incident that it shows is not there any more. */
export async function loadAnswerViews(
  tools: DeliveryTools,
  tx: Transaction,
  delivery: DeliveryOf<"answer">,
): Promise<AnswerViews | null> {
  const { store } = tools;
  const { answer, viewer } = delivery.content;
  const place = delivery.place.chatId > 0 ? "private" : "group";
  if (delivery.organisationId === null) {
    const own = await loadPrivateViews(tools, tx, delivery);
    return own === null ? null : { ...noViews, ...own, place };
  }
  const organisation = viewer.groupId === null
    ? await store.organisations.enterOrganisation(tx, delivery.organisationId)
    : await enterViewersGroup(tools, tx, delivery);
  if (organisation === null) return null;
  const own = await loadPrivateViews(tools, tx, delivery);
  if (own === null) return null;

  const of = findList(answer, viewer.userId);
  const [people, departments, list, roster, details, report] = await Promise.all([
    findPeople(tools, tx, answer),
    store.organisations.listDepartments(tx),
    of === null ? null : loadList(tools, tx, organisation, of),
    loadRoster(tools, tx, organisation, answer, viewer.userId),
    answer.type === "incident" ? store.incidents.findIncidentDetails(tx, answer.incidentId) : null,
    answer.type === "report"
      ? loadReport(store, tx, organisation, answer.period, getPeriodBefore(answer.period))
      : null,
  ]);
  if (answer.type === "incident" && details === null) return null;
  const settings = answer.type === "settings"
    ? { organisation, now: await store.clock.readClock(tx) }
    : null;
  return { ...own, place, people, departments, list, roster, settings, details, report };
}

/** A private answer is asked for in a group, and shows what is seen from there. */
async function enterViewersGroup(
  { store }: DeliveryTools,
  tx: Transaction,
  { content, place, organisationId }: DeliveryOf<"answer">,
): Promise<Organisation | null> {
  const chatId = content.fallback?.place.chatId ?? place.chatId;
  const group = await store.organisations.enterGroup(tx, chatId);
  const same = group !== null && group.id === content.viewer.groupId &&
    group.organisation.id === organisationId;
  return same ? group.organisation : null;
}

function findList(answer: Answer, viewerId: UserId): IncidentList | null {
  switch (answer.type) {
    case "open_incidents":
      return { type: "open", viewerId };
    case "my_incidents":
      return { type: "mine", userId: viewerId };
    default:
      return null;
  }
}

async function loadList(
  { store }: DeliveryTools,
  tx: Transaction,
  { timeZone }: Organisation,
  list: IncidentList,
): Promise<IncidentListView> {
  const [lines, now] = await Promise.all([
    store.incidents.listIncidents(tx, list, longestList + 1),
    store.clock.readClock(tx),
  ]);
  return {
    timeZone,
    now,
    lines: lines.slice(0, longestList),
    more: lines.length > longestList,
  };
}

async function findPeople(
  { store }: DeliveryTools,
  tx: Transaction,
  answer: Answer,
): Promise<readonly Person[]> {
  const people = await Promise.all(
    listNamed(answer).map((userId) => store.people.findPerson(tx, userId)),
  );
  return people.filter((person) => person !== null);
}
