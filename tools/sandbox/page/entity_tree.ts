/** A message's text as a tree of its entities: what lies within what. */
import type { MessageEntity } from "../world.ts";

export type EntityNode =
  | { readonly kind: "text"; readonly text: string }
  | {
    readonly kind: "entity";
    readonly entity: MessageEntity;
    readonly text: string;
    readonly children: readonly EntityNode[];
  };

interface Span {
  readonly entity: MessageEntity;
  readonly from: number;
  readonly to: number;
}

/**
 * Nests a text's entities. Offsets count UTF-16 units, as Telegram's and JavaScript's both do.
 * Telegram never lets entities overlap without nesting; here one that does anyway is cut in two
 * at the other's end, and what lies outside the text is cut off, so that no text is lost or shown
 * twice whatever the entities say.
 */
export function createEntityTree(text: string, entities: readonly MessageEntity[]): EntityNode[] {
  const spans = entities
    .map((entity) => ({
      entity,
      from: Math.max(0, entity.offset),
      to: Math.min(text.length, entity.offset + entity.length),
    }))
    .filter((span) => span.from < span.to);
  return nest(text, spans, 0, text.length);
}

function nest(text: string, spans: readonly Span[], from: number, to: number): EntityNode[] {
  // the sort is stable: of two entities over the same span the one named first is the outer one
  const waiting = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const nodes: EntityNode[] = [];
  let at = from;
  while (true) {
    const outer = waiting.shift();
    if (outer === undefined) break;
    if (outer.from > at) nodes.push({ kind: "text", text: text.slice(at, outer.from) });
    const inner: Span[] = [];
    const later: Span[] = [];
    for (const span of waiting) {
      if (span.from >= outer.to) later.push(span);
      else {
        inner.push({ ...span, to: Math.min(span.to, outer.to) });
        if (span.to > outer.to) later.push({ ...span, from: outer.to });
      }
    }
    nodes.push({
      kind: "entity",
      entity: outer.entity,
      text: text.slice(outer.from, outer.to),
      children: nest(text, inner, outer.from, outer.to),
    });
    at = outer.to;
    waiting.splice(0, waiting.length, ...later.sort((a, b) => a.from - b.from || b.to - a.to));
  }
  if (at < to) nodes.push({ kind: "text", text: text.slice(at, to) });
  return nodes;
}
