/** Reads a call's parameters from wherever Telegram lets them be: query, JSON or a form. */
import * as v from "valibot";
import { badRequest } from "./bot_api_error.ts";

/** A file as it came in a part of a form. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface RawCall {
  payload: Record<string, unknown>;
  files: Map<string, UploadedFile>;
}

const objectSchema = v.record(v.string(), v.unknown());

export async function readCall(request: Request): Promise<RawCall> {
  const payload: Record<string, unknown> = Object.fromEntries(new URL(request.url).searchParams);
  const files = new Map<string, UploadedFile>();
  if (request.method === "GET") return { payload, files };
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) {
    return { payload: { ...payload, ...await readJsonBody(request) }, files };
  }
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
    const form = await request.formData();
    for (const [name, value] of form) {
      if (value instanceof File) {
        files.set(name, { name: value.name, bytes: await value.bytes() });
      } else payload[name] = value;
    }
    const texts = Object.values(payload).map(String);
    for (const name of files.keys()) {
      // A part that nothing refers to is the parameter itself, as curl sends it.
      const reference = `attach://${name}`;
      if (!texts.some((text) => text.includes(reference))) payload[name] = reference;
    }
  }
  return { payload, files };
}

async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const body = await request.text();
  if (body === "") return {};
  try {
    return v.parse(objectSchema, JSON.parse(body));
  } catch {
    throw badRequest("can't parse JSON object");
  }
}
