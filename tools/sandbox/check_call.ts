/** Checks a call against the Bot API as data: names, types, what is required, limits. */
import { badRequest } from "./bot_api_error.ts";
import type { CallLog } from "./calls.ts";
import type { RawCall } from "./read_call.ts";
import type { BotApiSpec, SpecField } from "./spec.ts";

/** @throws {BotApiError} 400, naming what the spec does not allow; it is recorded as well */
export function checkCall(
  spec: BotApiSpec,
  method: string,
  { payload }: RawCall,
  log: CallLog,
): void {
  const problem = findProblem(spec, method, payload);
  if (problem === undefined) return;
  log.specViolations.push({ method, problem });
  throw badRequest(`${problem} (the Bot API's spec)`);
}

export function findProblem(
  spec: BotApiSpec,
  methodName: string,
  payload: Readonly<Record<string, unknown>>,
): string | undefined {
  const method = spec.methods[methodName];
  if (method === undefined) return `the Bot API ${spec.version} has no method ${methodName}`;
  const values = Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, readValue(value, method.fields, name)]),
  );
  return findObjectProblem(spec, methodName, method.fields ?? [], values);
}

/** Forms carry everything as text: read it as what the field wants, where that fits. */
function readValue(value: unknown, fields: readonly SpecField[] = [], name: string): unknown {
  const types = fields.find((field) => field.name === name)?.types ?? [];
  if (typeof value !== "string" || types.includes("String")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function findObjectProblem(
  spec: BotApiSpec,
  where: string,
  fields: readonly SpecField[],
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of Object.keys(values)) {
    if (!fields.some((field) => field.name === name)) return `${where} has no field "${name}"`;
  }
  for (const field of fields) {
    const value = values[field.name];
    const place = `${where}.${field.name}`;
    if (value === undefined) {
      if (field.required) return `${place} is required`;
      continue;
    }
    const problems = field.types.map((type) => findTypeProblem(spec, place, type, value));
    if (!problems.includes(undefined)) return problems.join(", and ");
    const beyond = findLimitProblem(place, field, value, values);
    if (beyond !== undefined) return beyond;
  }
  return undefined;
}

function findTypeProblem(
  spec: BotApiSpec,
  place: string,
  type: string,
  value: unknown,
): string | undefined {
  const wrong = `${place} is no ${type}`;
  if (type.startsWith("Array of ")) {
    if (!Array.isArray(value)) return wrong;
    const inner = type.slice("Array of ".length);
    for (const [index, element] of value.entries()) {
      const problem = findTypeProblem(spec, `${place}.${index}`, inner, element);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  switch (type) {
    case "Integer":
      return Number.isSafeInteger(value) ? undefined : wrong;
    case "Float":
      return typeof value === "number" ? undefined : wrong;
    case "String":
    case "InputFile":
      return typeof value === "string" ? undefined : wrong;
    case "Boolean":
    case "True":
      return typeof value === "boolean" ? undefined : wrong;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;
  const known = spec.types[type];
  if (known === undefined) return `${place}: the spec has no type ${type}`;
  if (known.subtypes !== undefined && known.subtypes.length > 0) {
    const problems = known.subtypes.map((name) => findTypeProblem(spec, place, name, value));
    return problems.includes(undefined) ? undefined : wrong;
  }
  return findObjectProblem(spec, place, known.fields ?? [], { ...value });
}

const RANGES: readonly [RegExp, (value: unknown) => number | undefined][] = [
  [/\b(\d+)-(\d+) characters/, (value) => typeof value === "string" ? value.length : undefined],
  [
    /\b(\d+)-(\d+) bytes/,
    (value) => typeof value === "string" ? new TextEncoder().encode(value).length : undefined,
  ],
  [/\blist of (\d+)-(\d+) /, (value) => Array.isArray(value) ? value.length : undefined],
  [
    /\b[Vv]alues between (\d+)-(\d+) /,
    (value) => typeof value === "number" ? value : undefined,
  ],
];

/** The limits stand in the descriptions, in a few set phrases. */
function findLimitProblem(
  place: string,
  { description }: SpecField,
  value: unknown,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  // Tags do not count, and only the method itself knows them.
  if (/after entit(ies|y) parsing/.test(description) && values.parse_mode !== undefined) {
    return undefined;
  }
  for (const [phrase, measure] of RANGES) {
    const found = phrase.exec(description);
    const size = measure(value);
    if (found === null || size === undefined) continue;
    const [, least, most] = found;
    if (size < Number(least) || size > Number(most)) {
      return `${place} is ${size}, allowed is ${least} to ${most}`;
    }
  }
  return undefined;
}
