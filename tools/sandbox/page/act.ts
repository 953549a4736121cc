/** What a person can do on the page, as the page's script sends it, and the doing of it. */
import * as v from "valibot";
import { type Sandbox, SandboxError } from "../control.ts";
import type { ActAnswer } from "./view.ts";

const id = v.pipe(v.number(), v.safeInteger());
const text = v.pipe(v.string(), v.maxLength(4096));
const onMessage = { as: id, chat: id, message: id };

const Act = v.variant("kind", [
  v.object({
    kind: v.literal("write"),
    as: id,
    chat: id,
    text,
    replyTo: v.optional(id),
    threadId: v.optional(id),
    textMentions: v.optional(v.array(v.object({ name: v.string(), personId: id }))),
  }),
  v.object({
    kind: v.literal("media"),
    as: id,
    chat: id,
    media: v.picklist(["photo", "voice", "document", "location"]),
    caption: v.pipe(v.string(), v.maxLength(1024)),
    replyTo: v.optional(id),
  }),
  v.object({ kind: v.literal("press"), ...onMessage, data: v.string() }),
  v.object({ kind: v.literal("edit"), ...onMessage, text }),
  v.object({ kind: v.literal("delete"), ...onMessage }),
  v.object({ kind: v.literal("react"), ...onMessage, emoji: v.string() }),
  v.object({ kind: v.literal("pin"), ...onMessage }),
  v.object({ kind: v.literal("unpin"), ...onMessage }),
  v.object({ kind: v.literal("start"), as: id, bot: id, payload: v.optional(v.string()) }),
  v.object({ kind: v.literal("skip"), seconds: v.pipe(v.number(), v.minValue(1)) }),
  v.object({ kind: v.literal("tick") }),
]);

export type Act = v.InferOutput<typeof Act>;

/** @returns the act, or in words what is wrong with it */
export function parseAct(untrusted: unknown): Act | { readonly problem: string } {
  const parsed = v.safeParse(Act, untrusted);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  return { problem: `${v.getDotPath(issue) ?? "the act"}: ${issue.message}` };
}

/** Does it. What Telegram's client would not allow comes back as a problem in words. */
export async function runAct(sandbox: Sandbox, act: Act): Promise<ActAnswer> {
  try {
    return await run(sandbox, act);
  } catch (error) {
    if (error instanceof SandboxError) return { ok: false, problem: error.message };
    throw error;
  }
}

async function run(sandbox: Sandbox, act: Act): Promise<ActAnswer> {
  switch (act.kind) {
    case "skip":
      return await wake(() => sandbox.skip(act.seconds));
    case "tick":
      return await wake(() => sandbox.tick());
    case "start":
      return { ok: true, messageId: sandbox.as(act.as).startBot(act.bot, act.payload) };
    case "write":
      return {
        ok: true,
        messageId: sandbox.as(act.as).write(act.chat, act.text, {
          ...(act.replyTo === undefined ? {} : { replyTo: act.replyTo }),
          ...(act.threadId === undefined ? {} : { threadId: act.threadId }),
          ...(act.textMentions === undefined ? {} : { textMentions: act.textMentions }),
        }),
      };
    case "media":
      return {
        ok: true,
        messageId: sandbox.as(act.as).sendMedia(act.chat, {
          kind: act.media,
          ...(act.caption === "" ? {} : { caption: act.caption }),
          ...(act.replyTo === undefined ? {} : { replyTo: act.replyTo }),
          ...(act.media === "document" ? { fileName: "delivery-note.pdf" } : {}),
        }),
      };
    case "press": {
      // by its data, not its label: a press on a button that has just gone must reach the bot too
      const person = sandbox.as(act.as);
      return { ok: true, outcome: await person.pressData(act.chat, act.message, act.data) };
    }
    case "edit":
      sandbox.as(act.as).editText(act.chat, act.message, act.text);
      return { ok: true };
    case "delete":
      sandbox.as(act.as).deleteMessage(act.chat, act.message);
      return { ok: true };
    case "react": {
      const person = sandbox.as(act.as);
      if (act.emoji === "") person.react(act.chat, act.message);
      else person.react(act.chat, act.message, act.emoji);
      return { ok: true };
    }
    case "pin":
      sandbox.as(act.as).pin(act.chat, act.message);
      return { ok: true };
    case "unpin":
      sandbox.as(act.as).unpin(act.chat, act.message);
      return { ok: true };
  }
}

/** Time and clock reach the program under test, which may be restarting: that is no bug here. */
async function wake(run: () => Promise<void>): Promise<ActAnswer> {
  try {
    await run();
    return { ok: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `The bot could not be woken: ${reason}` };
  }
}
