/** The user, the contexts and whatever else says in which state of things it happened. */
import type { Child } from "hono/jsx";
import type { SentryEvent } from "../items/event.ts";
import type { Transaction } from "../items/transaction.ts";
import { hasFacts, renderFacts, renderSection } from "./render_facts.tsx";

type Facts = Readonly<Record<string, unknown>>;

export function renderContexts(payload: SentryEvent | Transaction): Child {
  const { user, contexts, extra, sdk, release, environment } = payload;
  const event = {
    id: payload.event_id,
    release,
    environment,
    server: payload.server_name,
    platform: payload.platform,
    sdk: sdk ? `${sdk.name} ${sdk.version}` : null,
    fingerprint: payload["fingerprint"],
  };
  const own = Object.entries(contexts ?? {}).filter(([name]) => !ofTheSdk.has(name));
  const machine = Object.entries(contexts ?? {}).flatMap(([name, facts]) =>
    ofTheMachine.has(name) && isFacts(facts) ? [[name, joinFacts(facts)] as const] : []
  );
  const all = {
    user,
    ...Object.fromEntries(own),
    extra,
    event,
    machine: Object.fromEntries(machine),
  };
  const cards = Object.entries(all).flatMap(([name, facts]) =>
    isFacts(facts) && hasFacts(facts) ? [[name, facts] as const] : []
  );
  return renderSection(
    "Contexts",
    <div class="cards">
      {cards.map(([name, facts]) => (
        <section class="card" aria-label={name}>
          <h3>{name.replaceAll("_", " ")}</h3>
          {renderFacts(facts)}
        </section>
      ))}
    </div>,
  );
}

/** What is the same in every event of a process is told in one card, after what is not. */
const ofTheMachine = new Set(["runtime", "v8", "typescript", "os", "device", "app"]);
/** The trace has a part of its own. */
const ofTheSdk = new Set([...ofTheMachine, "trace"]);

/** `deno 2.9.6`, `arch x86_64 processor_count 2`. */
function joinFacts(facts: Facts): string {
  return Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => name === "name" || name === "version" ? value : `${name} ${value}`)
    .join(" ");
}

function isFacts(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
