/** Names with their values: tags, contexts, attributes. */
import type { Child } from "hono/jsx";
import { type PageQuery, renderAddress } from "./page_query.ts";

type Facts = Readonly<Record<string, unknown>>;

/** A titled part of what stands open; nothing where it would be empty. */
export function renderSection(title: string, content: Child, note = ""): Child {
  return (
    <section class="part" aria-label={title}>
      <h2>
        {title}
        {note === "" ? null : <span class="part-note">{note}</span>}
      </h2>
      {content}
    </section>
  );
}

export function renderFacts(facts: Facts): Child {
  return (
    <dl class="facts">
      {listFacts(facts).map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{renderValue(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function hasFacts(facts: Facts | null | undefined): facts is Facts {
  return facts !== null && facts !== undefined && listFacts(facts).length > 0;
}

function listFacts(facts: Facts): readonly (readonly [string, unknown])[] {
  return Object.entries(facts).filter(([, value]) => value !== undefined && value !== null);
}

function renderValue(value: unknown): Child {
  if (typeof value === "string" && value.includes("\n")) return <pre>{value}</pre>;
  if (typeof value === "string") return value === "" ? <span class="faint">empty</span> : value;
  if (typeof value === "number" || typeof value === "boolean") return <code>{String(value)}</code>;
  return <pre>{JSON.stringify(value, null, 2)}</pre>;
}

/** Each tag leads to whatever else has it. */
export function renderTags(query: PageQuery, tags: Facts): Child {
  return (
    <ul class="tags">
      {listFacts(tags).map(([name, value]) => (
        <li>
          <a
            href={renderAddress(query, { filter: "all", search: `${name}:${value}`, open: null })}
            title={`Everything with ${name}:${value}`}
          >
            <span class="faint">{name}</span> {String(value)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What came, as it is, for whoever wants all of it. */
export function renderRaw(summary: string, content: unknown): Child {
  return (
    <details class="raw">
      <summary>{summary}</summary>
      <pre
        tabindex={0}
      >{typeof content === "string" ? content : JSON.stringify(content, null, 2)}</pre>
    </details>
  );
}
