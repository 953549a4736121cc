/** One envelope that was sent, and what came back. */
export type Answer = {
  readonly items: readonly SentItem[];
  readonly outcome: Outcome;
};

export type SentItem = {
  /** as the envelope calls it: `event`, `transaction`, `profile` … */
  readonly type: string;
  /** 32 hexadecimal digits; null for what has none, such as a log */
  readonly id: string | null;
};

export type Outcome =
  /** `detail` is the server's own word for why; `isSentry` says whether it answers as Sentry does */
  | {
    readonly kind: "answered";
    readonly status: number;
    readonly detail: string | null;
    readonly isSentry: boolean;
  }
  | { readonly kind: "unreachable"; readonly trouble: NetworkTrouble };

export type NetworkTrouble =
  | "refused"
  | "unknown_name"
  | "untrusted"
  | "silent"
  | "denied"
  | "broken";

/** A `fetch` that passes everything on and remembers it. */
export function recordAnswers(send: typeof fetch = fetch) {
  const answers: Answer[] = [];
  const recording: typeof fetch = async (target, init) => {
    const items = listItems(String(init?.body ?? ""));
    try {
      const response = await send(target, init);
      const text = await response.text();
      answers.push({ items, outcome: readAnswer(response.status, text) });
      return new Response(text, response);
    } catch (error) {
      answers.push({ items, outcome: { kind: "unreachable", trouble: nameTrouble(error) } });
      throw error;
    }
  };
  return { fetch: recording, answers };
}

function readAnswer(status: number, text: string): Outcome {
  const body = parseObject(text);
  const detail = typeof body?.detail === "string" ? body.detail : null;
  return { kind: "answered", status, detail, isSentry: body !== null };
}

/** An error of `fetch` has the whole address in its words, and the key with it: only its kind is told. */
function nameTrouble(error: unknown): NetworkTrouble {
  if (!(error instanceof Error)) return "broken";
  if (error.name === "TimeoutError") return "silent";
  if (error.name === "NotCapable") return "denied";
  const words = listCauses(error).join("; ");
  if (/refused/i.test(words)) return "refused";
  if (/dns|lookup|resolve|name or service/i.test(words)) return "unknown_name";
  if (/certificate/i.test(words)) return "untrusted";
  return "broken";
}

function listCauses(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...listCauses(error.cause)] : [];
}

/** An envelope as this program sends it: its header, then for each item a header and a payload. */
function listItems(envelope: string): SentItem[] {
  const lines = envelope.split("\n").filter((line) => line !== "");
  const items: SentItem[] = [];
  for (let index = 1; index + 1 < lines.length; index += 2) {
    const type = parseObject(lines[index] ?? "")?.type;
    const payload = parseObject(lines[index + 1] ?? "");
    const id = payload?.event_id ?? payload?.check_in_id;
    if (typeof type === "string") items.push({ type, id: typeof id === "string" ? id : null });
  }
  return items;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
