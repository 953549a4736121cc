/** Sentry's published description of its API, and whether a request is one that it describes. */
import { Ajv, type ValidateFunction } from "ajv";
import * as v from "valibot";

const operationSchema = v.object({
  parameters: v.optional(v.array(v.object({ name: v.string(), in: v.string() })), []),
  requestBody: v.optional(
    v.object({ content: v.object({ "application/json": v.object({ schema: v.unknown() }) }) }),
  ),
});
const specSchema = v.object({
  paths: v.record(
    v.string(),
    v.record(v.picklist(["get", "post", "put", "delete"]), operationSchema),
  ),
});

export interface SentrySpec {
  /** @returns what is wrong with a request; null where nothing is */
  findProblem(method: string, url: URL, body: unknown): string | null;
}

/** @param text of the OpenAPI document */
export function readSentrySpec(text: string): SentrySpec {
  const { paths } = v.parse(specSchema, JSON.parse(text));
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: {
      "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
      uri: (value: string) => URL.canParse(value),
    },
  });
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new URLPattern({ pathname: path.replaceAll(/\{(\w+)\}/g, ":$1") }),
      // Pages are turned everywhere, also where the description forgets to say so.
      query: new Set([
        "cursor",
        ...operation.parameters.filter((each) => each.in === "query").map((each) => each.name),
      ]),
      schema: operation.requestBody?.content["application/json"].schema,
    }))
  );
  const compiled = new Map<unknown, ValidateFunction>();
  const compile = (schema: unknown) => {
    const known = compiled.get(schema) ?? ajv.compile(v.parse(objectSchema, strictly(schema)));
    compiled.set(schema, known);
    return known;
  };

  return {
    findProblem(method, url, body) {
      const operation = operations.find((each) =>
        each.method === method && each.pattern.test({ pathname: url.pathname })
      );
      if (operation === undefined) return `${method} ${url.pathname} is not described`;
      for (const name of url.searchParams.keys()) {
        if (!operation.query.has(name)) return `${method} ${url.pathname} takes no ?${name}`;
      }
      if (operation.schema === undefined) return body === undefined ? null : "it takes no body";
      const validate = compile(operation.schema);
      return validate(body) ? null : ajv.errorsText(validate.errors, { dataVar: "body" });
    },
  };
}

const objectSchema = v.record(v.string(), v.unknown());

/**
 * A schema of OpenAPI 3.0 as one of JSON Schema: `nullable` is another word for "or null". It also
 * takes no property that it does not name, since Sentry would silently ignore a misspelled one.
 */
function strictly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strictly);
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest } = v.parse(objectSchema, schema);
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "properties" && typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, strictly(each)]))
        : strictly(value),
    ]),
  );
  const closed = "properties" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
  return nullable === true ? { anyOf: [closed, { type: "null" }] } : closed;
}
