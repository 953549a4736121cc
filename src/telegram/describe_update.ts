import type { Chat, Update, User } from "grammy/types";
import type { TagName, TelemetryUser } from "../desk/ports.ts";
import type { CallbackData } from "./callback_data.ts";
import { findSender } from "./decode/person.ts";
import { decodePressed, type Pressed } from "./decode/pressed.ts";
import { decodeReceived, type Received } from "./decode/received.ts";

/** An update as it is told: what it is and whose, and nothing that was written. */
export interface UpdateDescription {
  /** As the Bot API names it, such as `callback_query`. */
  readonly type: string;
  /** `command /ticket`, `button claim`, `message talk`. */
  readonly name: string;
  /** What a person does, where they do something: `/ticket`, `claim`. */
  readonly flow: string | null;
  readonly category: "command" | "button" | null;
  readonly chat: Chat | null;
  readonly user: TelemetryUser | null;
  readonly tags: Partial<Readonly<Record<TagName, string | number>>>;
}

export interface DescribeOptions {
  /** The program's commands: what people make up is told as `other`. */
  readonly commands: ReadonlySet<string>;
  /** This bot's, without the @. */
  readonly username: string;
}

/** Never throws: an update that cannot be decoded is told by its kind. */
export function describeUpdate(
  update: Update,
  { commands, username }: DescribeOptions,
): UpdateDescription {
  const { received, pressed } = decode(update, username);
  const type = findType(update);
  const chat = findChat(update);
  const user = findUser(update);
  const command = received?.command?.name ?? null;
  const action = update.callback_query === undefined ? null : nameAction(pressed?.data ?? null);
  const flow = command === null ? action : commands.has(command) ? `/${command}` : "other";
  const incidentId = findIncidentId(pressed?.data ?? null);
  return {
    type,
    name: command !== null
      ? `command ${flow}`
      : action !== null
      ? `button ${action}`
      : nameOther(update, received, type),
    flow,
    category: command !== null ? "command" : action !== null ? "button" : null,
    chat,
    user: user === null ? null : tellUser(user, chat),
    tags: {
      update_type: type,
      ...(command === null || flow === null ? {} : { command: flow }),
      ...(action === null ? {} : { action }),
      ...(user === null ? {} : { user_id: user.id }),
      ...(incidentId === null ? {} : { incident_id: incidentId }),
    },
  };
}

function decode(
  update: Update,
  username: string,
): { readonly received: Received | null; readonly pressed: Pressed | null } {
  try {
    return { received: decodeReceived(update, username), pressed: decodePressed(update) };
  } catch {
    // Whoever applies it finds that out too, and says so.
    return { received: null, pressed: null };
  }
}

function findType(update: Update): string {
  return Object.keys(update).find((key) => key !== "update_id") ?? "unknown";
}

function findChat(update: Update): Chat | null {
  const { message, edited_message, callback_query, my_chat_member, chat_member } = update;
  const where = message ?? edited_message ?? callback_query?.message ?? my_chat_member ??
    chat_member;
  return where?.chat ?? null;
}

/** Who did it; null where that was a bot, a channel or somebody anonymous. */
function findUser(update: Update): User | null {
  const { message, edited_message, callback_query, my_chat_member, chat_member } = update;
  const written = message ?? edited_message;
  if (written !== undefined) return findSender(written);
  return (callback_query ?? my_chat_member ?? chat_member)?.from ?? null;
}

function tellUser(user: User, chat: Chat | null): TelemetryUser {
  return {
    id: user.id,
    username: user.username ?? null,
    firstName: user.first_name,
    lastName: user.last_name ?? null,
    languageCode: user.language_code ?? null,
    group: chat !== null && "title" in chat ? chat.title ?? null : null,
  };
}

/** What a button means. Of another version's buttons nobody knows. */
function nameAction(data: CallbackData | null): string {
  if (data === null) return "unknown";
  switch (data.type) {
    case "press":
      return data.action;
    case "still_working":
      return `still_working_${data.answer}`;
    case "answer_connection":
      return data.approve ? "approve_connection" : "decline_connection";
    case "decide_join":
      return data.approved ? "approve_join" : "decline_join";
    case "settings":
      return `settings_${data.action.type === "ask" ? data.action.setting : data.action.type}`;
    default:
      return data.type;
  }
}

function findIncidentId(data: CallbackData | null): number | null {
  return data !== null && "incidentId" in data ? data.incidentId : null;
}

function nameOther({ message }: Update, received: Received | null, type: string): string {
  if (type === "edited_message") return "edit message";
  if (type === "my_chat_member") return "membership bot";
  if (type === "chat_member") return "membership member";
  if (message?.new_chat_members ?? message?.left_chat_member) return "membership member";
  if (message?.migrate_to_chat_id ?? message?.migrate_from_chat_id) return "membership migration";
  if (received === null) return "message other";
  return received.chat === null ? "message private" : "message talk";
}
