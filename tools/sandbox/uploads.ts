/** Files that a bot sends: new ones as parts of a form, known ones by their id. */
import { badRequest } from "./bot_api_error.ts";
import type { SandboxFile } from "./create_world.ts";
import { formatText, type SentEntity } from "./format_text.ts";
import type { CallContext } from "./parts.ts";
import { addFile } from "./present_file.ts";
import { CAPTION_LIMIT } from "./sending.ts";
import type { Draft } from "./post_message.ts";
import type { Chat } from "./world.ts";

const ATTACHED = "attach://";

/** @param source `attach://part`, the part's own name, or a file's id */
export function readFile(
  { world, files }: CallContext,
  kind: "photo" | "document",
  source: string,
): SandboxFile {
  const part = source.startsWith(ATTACHED) ? source.slice(ATTACHED.length) : undefined;
  if (part === undefined) {
    if (/^https?:/.test(source)) throw badRequest("the sandbox fetches no files from the web");
    const known = world.files.get(source);
    if (known === undefined) {
      throw badRequest("wrong remote file identifier specified: Wrong string length");
    }
    return known;
  }
  const file = files.get(part);
  if (file === undefined) throw badRequest(`there is no ${kind} in the request`);
  if (file.bytes.length === 0) throw badRequest("file must be non-empty");
  const { name: fileName, bytes } = file;
  return addFile(world, { kind, fileName, size: bytes.length, bytes });
}

export function readMedia(
  context: CallContext,
  chat: Chat,
  kind: "photo" | "document",
  source: string,
  caption: { caption?: string; parse_mode?: string; caption_entities?: readonly SentEntity[] },
): Pick<Draft, "media" | "caption" | "entities"> {
  const { fileId, fileName, bytes } = readFile(context, kind, source);
  const media = {
    kind,
    fileId,
    ...(fileName === undefined ? {} : { fileName }),
    ...(bytes === undefined ? {} : { kept: true } as const),
  };
  if (caption.caption === undefined) return { media };
  const { text, entities } = formatText(context, chat, {
    text: caption.caption,
    ...(caption.parse_mode === undefined ? {} : { parse_mode: caption.parse_mode }),
    ...(caption.caption_entities === undefined ? {} : { entities: caption.caption_entities }),
  });
  if (text.length > CAPTION_LIMIT) throw badRequest("message caption is too long");
  return text === "" ? { media } : { media, caption: text, entities };
}
