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
  const cards = Object.entries({ user, ...contexts, extra, event }).flatMap(([name, facts]) =>
    // The trace has a part of its own.
    name !== "trace" && isFacts(facts) && hasFacts(facts) ? [[name, facts] as const] : []
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

function isFacts(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
