import type { Update } from "grammy/types";
import * as v from "valibot";

/** What the features read of an update; whatever else there is stays as it came. */
const id = v.pipe(v.number(), v.safeInteger());
const text = v.optional(v.string());
const user = v.looseObject({
  id,
  is_bot: v.boolean(),
  first_name: v.string(),
  last_name: text,
  username: text,
  language_code: text,
});
const chat = v.looseObject({ id, type: v.string(), title: text });
const place = { message_id: id, chat, date: id, message_thread_id: v.optional(id) };
const entity = v.looseObject({
  type: v.string(),
  offset: id,
  length: id,
  user: v.optional(user),
});
const file = v.optional(v.looseObject({ file_id: v.string() }));
const size = v.looseObject({ file_id: v.string(), width: v.number(), height: v.number() });
const content = {
  from: v.optional(user),
  sender_chat: v.optional(chat),
  text,
  caption: text,
  entities: v.optional(v.array(entity)),
  caption_entities: v.optional(v.array(entity)),
  photo: v.optional(v.array(size)),
  voice: file,
  video: file,
  document: file,
  animation: file,
  audio: file,
  video_note: file,
  sticker: file,
  location: v.optional(v.looseObject({ latitude: v.number(), longitude: v.number() })),
  migrate_to_chat_id: v.optional(id),
  migrate_from_chat_id: v.optional(id),
};
const quoted = v.looseObject({ ...place, ...content });
const message = v.looseObject({ ...place, ...content, reply_to_message: v.optional(quoted) });
const member = v.looseObject({ status: v.string(), user });
const membership = v.looseObject({
  chat,
  from: user,
  date: id,
  old_chat_member: member,
  new_chat_member: member,
});

const updateSchema = v.looseObject({
  update_id: v.pipe(id, v.minValue(0)),
  message: v.optional(message),
  edited_message: v.optional(message),
  callback_query: v.optional(v.looseObject({
    id: v.string(),
    from: user,
    data: text,
    // What is left of a deleted one has the date 0 and nothing else.
    message: v.optional(v.looseObject(place)),
  })),
  my_chat_member: v.optional(membership),
  chat_member: v.optional(membership),
});
const idSchema = v.looseObject({ update_id: updateSchema.entries.update_id });

export type ParsedUpdate =
  | { readonly ok: true; readonly update: Update }
  /** An update as its id says, and not as the Bot API describes one. */
  | { readonly ok: false; readonly updateId: number; readonly problem: string };

/** What came to the webhook as an update; null where it has not even an id. */
export function parseUpdate(body: unknown): ParsedUpdate | null {
  if (isUpdate(body)) return { ok: true, update: body };
  const named = v.safeParse(idSchema, body);
  if (!named.success) return null;
  const [issue] = v.safeParse(updateSchema, body).issues ?? [];
  const where = issue === undefined ? "it" : v.getDotPath(issue) ?? "it";
  return {
    ok: false,
    updateId: named.output.update_id,
    // The place alone: what stands there may be what somebody wrote.
    problem: `${where} is not what the Bot API says it is`,
  };
}

function isUpdate(body: unknown): body is Update {
  return v.is(updateSchema, body);
}
