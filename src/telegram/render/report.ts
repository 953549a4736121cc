/** The answer to `/report`: the figures of a period, and how they differ from the one before. */
import type { ReportView } from "../../desk/report_view.ts";
import type { DurationFigures } from "../../incident/measure_durations.ts";
import {
  type DepartmentFigures,
  type Figures,
  measure,
  type ResponderFigures,
  type ServiceFigures,
} from "../../incident/metrics.ts";
import { getPeriodBefore, getWindow } from "../../incident/report_period.ts";
import { packHtml } from "./chunks.ts";
import type { Words } from "./create_words.ts";
import { formatDepartmentName } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { formatName } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { renderCount, renderDuration, renderShare } from "./report_changes.ts";
import { formatPeriod, formatPeriodBefore, isRunning } from "./report_period.ts";
import { escaped, html, joinHtml, type SafeHtml } from "./safe_html.ts";

/** More than these are better looked for in the table. */
const mostResponders = 20;

/** In as many messages as it takes. */
export function renderReport(words: Words, view: ReportView): readonly Rendered[] {
  const { rows, period, now, organisation: { timeZone } } = view;
  const figures = measure(rows, getWindow(period, timeZone), now);
  const before = measure(rows, getWindow(getPeriodBefore(period), timeZone), now);
  const blocks = [
    renderHeading(words, view),
    renderCounts(words, figures, before, isRunning(view)),
    renderTimes(words, "report-time-to-claim", figures.timeToClaim, before.timeToClaim, {
      now: figures.claimService,
      before: before.claimService,
    }),
    renderTimes(words, "report-time-to-resolve", figures.timeToResolve, before.timeToResolve, {
      now: figures.resolveService,
      before: before.resolveService,
    }),
    ...figures.departments.map((department) =>
      renderDepartment(
        words,
        view,
        department,
        before.departments.find((one) => one.departmentId === department.departmentId) ?? null,
      )
    ),
    ...renderResponders(words, view, figures.responders, before.responders),
  ];
  return packHtml(blocks, "\n\n").map((message) => ({ html: message.toString(), keyboard: null }));
}

function renderHeading(words: Words, view: ReportView): SafeHtml {
  const period = formatPeriod(words, view.period);
  return joinHtml([
    words.html(isRunning(view) ? "report-heading-running" : "report-heading", { period }),
    words.html("report-compared", { period: formatPeriodBefore(words, view) }),
  ], "\n");
}

function renderCounts(
  words: Words,
  figures: Figures,
  before: Figures,
  running: boolean,
): SafeHtml {
  return joinHtml([
    words.html("report-created", { count: renderCount(words, figures.created, before.created) }),
    ...(figures.reopened + before.reopened === 0 ? [] : [
      words.html("report-reopened", {
        count: renderCount(words, figures.reopened, before.reopened),
      }),
    ]),
    words.html("report-resolved", { count: renderCount(words, figures.resolved, before.resolved) }),
    words.html("report-closed", { count: renderCount(words, figures.closed, before.closed) }),
    words.html(running ? "report-open-now" : "report-open-then", {
      count: renderCount(words, figures.open, before.open),
    }),
  ], "\n");
}

function renderTimes(
  words: Words,
  heading: "report-time-to-claim" | "report-time-to-resolve",
  times: DurationFigures,
  before: DurationFigures,
  service: { readonly now: ServiceFigures; readonly before: ServiceFigures },
): SafeHtml {
  return joinHtml([
    words.html(heading),
    ...(times.count === 0 ? [words.html("report-no-times")] : [
      words.html("report-mean", { time: renderDuration(words, times.mean, before.mean) }),
      words.html("report-median", { time: renderDuration(words, times.median, before.median) }),
      words.html("report-p90", { time: renderDuration(words, times.p90, before.p90) }),
    ]),
    words.html("report-service", { share: renderShare(words, service.now, service.before) }),
  ], "\n");
}

function renderDepartment(
  words: Words,
  view: ReportView,
  department: DepartmentFigures,
  before: DepartmentFigures | null,
): SafeHtml {
  const known = view.departments.find(({ id }) => id === department.departmentId);
  const { assigned, resolved, handedOver, activeMs } = department;
  const lineOf = (
    key: "report-department-claim" | "report-department-resolve",
    { median }: DurationFigures,
    service: ServiceFigures,
    serviceBefore: ServiceFigures | null,
  ) =>
    words.html(key, {
      median: median === null ? words.text("report-none") : formatDuration(words, median),
      share: renderShare(words, service, serviceBefore),
    });
  return joinHtml([
    words.html("report-department", {
      name: formatDepartmentName(words, { name: known?.name ?? "" }),
    }),
    words.html("report-department-work", {
      assigned: renderCount(words, assigned, before?.assigned ?? 0),
      resolved: renderCount(words, resolved, before?.resolved ?? 0),
      handedOver: renderCount(words, handedOver, before?.handedOver ?? 0),
      active: renderDuration(words, activeMs, before?.activeMs ?? 0),
    }),
    lineOf(
      "report-department-claim",
      department.timeToClaim,
      department.claimService,
      before?.claimService ?? null,
    ),
    lineOf(
      "report-department-resolve",
      department.timeToResolve,
      department.resolveService,
      before?.resolveService ?? null,
    ),
  ], "\n");
}

function renderResponders(
  words: Words,
  { people }: ReportView,
  responders: readonly ResponderFigures[],
  before: readonly ResponderFigures[],
): readonly SafeHtml[] {
  if (responders.length === 0) return [];
  const lines = responders.slice(0, mostResponders).map((responder) => {
    const { userId, resolved, handedOver, activeMs } = responder;
    const person = people.find((one) => one.userId === userId);
    const earlier = before.find((one) => one.userId === userId);
    return words.html("report-responder", {
      name: person === undefined ? words.text("person-unknown") : formatName(words, person),
      resolved: renderCount(words, resolved, earlier?.resolved ?? 0),
      handedOver: renderCount(words, handedOver, earlier?.handedOver ?? 0),
      active: renderDuration(words, activeMs, earlier?.activeMs ?? 0),
    });
  });
  const hidden = responders.length - lines.length;
  return [
    joinHtml([
      words.html("report-responders"),
      ...lines,
      ...(hidden === 0 ? [] : [html(`${escaped(words.text("people-more", { count: hidden }))}`)]),
    ], "\n"),
  ];
}
