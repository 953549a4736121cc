import * as v from "valibot";
import {
  type AnyId,
  parseAnonymousCommandId,
  parseCardId,
  parseChatId,
  parseConnectionRequestId,
  parseDeliveryId,
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseInvitationId,
  parseJoinRequestId,
  parseMessageId,
  parseOrganisationId,
  parseThreadId,
  parseUpdateId,
  parseUserId,
} from "../people/ids.ts";

/** Postgres's types by the name and number (`pg_type.oid`) that never change. */
export const pgTypes = {
  bool: 16,
  int8: 20,
  int4: 23,
  text: 25,
  timestamptz: 1184,
  jsonb: 3802,
} as const;
export type PgType = keyof typeof pgTypes;

/** What postgres.js is given for a parameter. */
export type Encoded = string | number | boolean | null;

/** How a column or parameter of one Postgres type is read and written. */
export interface Codec<T> {
  readonly type: PgType;
  readonly nullable: boolean;
  /** @throws on anything that is no such value. */
  parse(value: unknown): T;
  encode(value: T): Encoded;
}

/** What a codec reads and writes. */
export type Decoded<C> = C extends Codec<infer T> ? T : never;

function scalar<T extends Encoded>(type: PgType, parse: (value: unknown) => T): Codec<T> {
  return { type, nullable: false, parse, encode: (value) => value };
}

function id<I extends AnyId>(parse: (value: unknown) => I): Codec<I> {
  return scalar("int8", parse);
}

export const organisationId = id(parseOrganisationId);
export const groupId = id(parseGroupId);
export const departmentId = id(parseDepartmentId);
export const incidentId = id(parseIncidentId);
export const cardId = id(parseCardId);
export const deliveryId = id(parseDeliveryId);
export const joinRequestId = id(parseJoinRequestId);
export const invitationId = id(parseInvitationId);
export const anonymousCommandId = id(parseAnonymousCommandId);
export const connectionRequestId = id(parseConnectionRequestId);
export const userId = id(parseUserId);
export const chatId = id(parseChatId);
export const messageId = id(parseMessageId);
export const threadId = id(parseThreadId);
export const updateId = id(parseUpdateId);

export const text: Codec<string> = {
  ...scalar("text", v.parser(v.string())),
  encode: storable,
};
export const boolean: Codec<boolean> = scalar("bool", v.parser(v.boolean()));
export const integer: Codec<number> = scalar("int4", v.parser(v.pipe(v.number(), v.integer())));
/** A whole number of up to 53 bits; an id that is not branded. */
export const bigInteger: Codec<number> = scalar(
  "int8",
  v.parser(v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger())),
);

/** Milliseconds since the epoch. */
export const instant: Codec<number> = {
  type: "timestamptz",
  nullable: false,
  parse: v.parser(v.pipe(v.date(), v.transform((date) => date.getTime()))),
  encode: toIso,
};

/** As an instant is written, within a document too. */
export function toIso(at: number): string {
  return new Date(at).toISOString();
}

/** One of an enumeration that the database checks too. */
export function oneOf<const V extends readonly string[]>(values: V): Codec<V[number]> {
  return scalar("text", v.parser(v.picklist(values)));
}

/** A JSON document that is read; `parse` must not trust it. */
export function json<T>(parse: (value: unknown) => T): Codec<T> {
  return { type: "jsonb", nullable: false, parse, encode: stringify };
}

/** Postgres keeps neither the zero character nor half of a surrogate pair. */
function storable(words: string): string {
  return words.replaceAll("\0", "").toWellFormed();
}

function stringify(document: unknown): string {
  return JSON.stringify(
    document,
    (_, value: unknown) => typeof value === "string" ? storable(value) : value,
  );
}

/** A JSON document that is only written. */
export function writtenJson<T>(): Codec<T> {
  return json<T>(() => {
    throw new TypeError("This document is written, never read");
  });
}

export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    type: codec.type,
    nullable: true,
    parse: (value) => value === null ? null : codec.parse(value),
    encode: (value) => value === null ? null : codec.encode(value),
  };
}
