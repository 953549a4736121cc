/**
 * A server that behaves as Sentry's API for operators does, as far as these tasks use it: it keeps
 * monitors, detectors, workflows, dashboards and releases, answers in Sentry's own shapes and in
 * pages, and refuses what Sentry refuses.
 */
import {
  createShapes,
  detectorOf,
  type Fields,
  isRecord,
  type Item,
  listOf,
  toCamel,
} from "./answer_shapes.ts";
import type { SentrySpec } from "./sentry_spec.ts";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface State {
  readonly token: string;
  readonly organisation: string;
  readonly project: string;
  readonly requests: SeenRequest[];
  /** What the description finds wrong with requests. */
  readonly problems: string[];
  readonly monitors: Item[];
  readonly detectors: Item[];
  readonly workflows: Item[];
  readonly dashboards: Item[];
  readonly releases: Item[];
  readonly deploys: Item[];
  /** What the next requests get instead, each once; null: what they would have got. */
  readonly interruptions: ((() => Response) | null)[];
  /** Answers instead, where it has something to say. */
  readonly override: { answer: (request: SeenRequest) => Response | null };
  /** Environments that something was sent from. */
  readonly environments: Set<string>;
}

export interface StandIn extends State {
  readonly url: string;
  /** Requests that change something. */
  listWrites(): readonly SeenRequest[];
  close(): Promise<void>;
}

const pageSize = 3;

/** @param spec each request is held against it, if there is one */
export function createStandIn(spec: SentrySpec | null = null): StandIn {
  let lastId = 100;
  const nextId = () => String(++lastId);
  const shapes = createShapes(nextId);
  const state: State = {
    token: "sntrys_a-token-that-nobody-may-see",
    organisation: "acme",
    project: "roadcall",
    requests: [],
    problems: [],
    monitors: [],
    detectors: [
      detectorOf("11", "Error Monitor", "error"),
      detectorOf("12", "All issues", "issue_stream"),
    ],
    workflows: [],
    dashboards: [{ id: "7", title: "Somebody else's", widgets: [] }],
    releases: [],
    deploys: [],
    interruptions: [],
    override: { answer: () => null },
    environments: new Set(["production"]),
  };

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const seen: SeenRequest = { method: request.method, path: url.pathname, body };
    state.requests.push(seen);
    const interruption = state.interruptions.shift() ?? null;
    if (interruption !== null) return interruption();
    const instead = state.override.answer(seen);
    if (instead !== null) return instead;
    if (request.headers.get("authorization") !== `Bearer ${state.token}`) {
      return Response.json({ detail: "Invalid token" }, { status: 401 });
    }
    const problem = spec?.findProblem(request.method, url, body) ?? null;
    if (problem !== null) state.problems.push(`${request.method} ${url.pathname}: ${problem}`);
    const [api, version, scope = "", organisation, ...rest] = url.pathname.split("/").slice(1, -1)
      .map(decodeURIComponent);
    if (`${api}/${version}` !== "api/0" || organisation !== state.organisation) return notFound();
    const asked = url.searchParams.get("project");
    if (asked !== null && asked !== state.project) return notFound();
    const input = toCamel(body);
    return route(request.method, [scope, ...rest], isRecord(input) ? input : {}, url);
  }

  function route(method: string, path: readonly string[], input: Fields, url: URL): Response {
    const [scope, first = "", second = "", third = ""] = path;
    if (scope === "projects") {
      if (first !== state.project) return notFound();
      return second === "monitors"
        ? oneMonitor(method, third, input)
        : listPage(state.releases.toReversed(), url);
    }
    switch (`${method} ${first}`) {
      case "POST projects":
        return second === state.project ? makeDetector(input) : notFound();
      case "POST monitors":
        return makeMonitor(input);
      case "GET detectors":
        return listPage(state.detectors, url);
      case "PUT detectors":
        return change(state.detectors, second, shapes.detector(input));
      case "GET workflows":
        return listPage(state.workflows, url);
      case "POST workflows":
        return findRefusal(input) ?? make(state.workflows, shapes.workflow(input));
      case "PUT workflows":
        return findRefusal(input) ?? change(state.workflows, second, shapes.workflow(input));
      case "GET dashboards":
        return second === ""
          // The list has no widgets.
          ? listPage(state.dashboards.map(({ widgets: _, ...rest }) => ({ ...rest })), url)
          : one(state.dashboards, second);
      case "POST dashboards":
        return make(state.dashboards, shapes.dashboard(input));
      case "PUT dashboards":
        return change(state.dashboards, second, shapes.dashboard(input));
      case "GET releases":
        return one(state.releases, second, "version");
      case "POST releases":
        if (third === "deploys") return make(state.deploys, { version: second, ...input });
        return make(state.releases, shapes.release(input));
      case "PUT releases":
        return change(state.releases, second, shapes.release(input), "version");
      default:
        return notFound();
    }
  }

  /** Sentry's refusal of an environment that nothing came from. */
  function findRefusal({ environment }: Fields): Response | null {
    if (typeof environment !== "string" || state.environments.has(environment)) return null;
    const reasons = { environment: ["Environment is not part of this organization"] };
    return Response.json(reasons, { status: 400 });
  }

  function makeDetector(input: Fields): Response {
    const [source] = listOf(input.dataSources);
    return findRefusal(isRecord(source) ? source : {}) ??
      make(state.detectors, { ...detectorOf("", "", "metric_issue"), ...shapes.detector(input) });
  }

  function makeMonitor(input: Fields): Response {
    const monitor = shapes.monitor(nextId(), input);
    state.monitors.push(monitor);
    state.detectors.push({
      ...detectorOf(nextId(), String(input.name), "monitor_check_in_failure"),
      dataSources: [{ type: "cron_monitor", queryObj: monitor }],
    });
    return Response.json(monitor, { status: 201 });
  }

  function oneMonitor(method: string, slug: string, input: Fields): Response {
    const index = state.monitors.findIndex((each) => each.slug === slug);
    const monitor = state.monitors[index];
    if (monitor === undefined) return notFound();
    if (method === "PUT") state.monitors[index] = shapes.monitor(monitor.id, input);
    return Response.json(state.monitors[index]);
  }

  function make(items: Item[], content: Fields): Response {
    const item = { ...content, id: nextId() };
    items.push(item);
    return Response.json(item, { status: 201 });
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  return {
    ...state,
    url: `http://127.0.0.1:${server.addr.port}`,
    listWrites: () => state.requests.filter(({ method }) => method !== "GET"),
    close: () => server.shutdown(),
  };
}

function listPage(items: readonly Item[], url: URL): Response {
  const offset = Number(url.searchParams.get("cursor")?.split(":")[1] ?? 0);
  const next = offset + pageSize;
  const link = (rel: string, results: boolean, at: number) =>
    `<${url.origin}${url.pathname}?&cursor=0:${at}:0>; rel="${rel}"; results="${results}"; ` +
    `cursor="0:${at}:0"`;
  const links = [
    link("previous", offset > 0, Math.max(0, offset - pageSize)),
    link("next", next < items.length, next),
  ];
  return Response.json(items.slice(offset, next), { headers: { link: links.join(", ") } });
}

function change(items: Item[], id: string, content: Fields, key = "id"): Response {
  const index = items.findIndex((each) => each[key] === id);
  const item = items[index];
  if (item === undefined) return notFound();
  items[index] = { ...item, ...content, id: item.id };
  return Response.json(items[index]);
}

function one(items: readonly Item[], id: string, key = "id"): Response {
  const item = items.find((each) => each[key] === id);
  return item === undefined ? notFound() : Response.json(item);
}

function notFound(): Response {
  return Response.json({ detail: "The requested resource does not exist" }, { status: 404 });
}
