/** What a bot is told of a photo, voice message, document or location. */
import type { Message } from "grammy/types";
import type { SandboxFile, World } from "./create_world.ts";
import type { SandboxMessage } from "./world.ts";

type FileFields = Partial<Pick<Message, "photo" | "voice" | "document" | "location">>;
type Media = NonNullable<SandboxMessage["media"]>;

/** Remembers a file by what describes it, and its bytes where there are any. */
export function addFile(
  world: World,
  file: Pick<SandboxFile, "kind" | "fileName" | "size" | "bytes">,
): SandboxFile {
  const number = world.nextFileNumber();
  // As opaque as the real ones: a bot may store a file's id and must not read it.
  const uniqueId = `AgAD${String(number).padStart(6, "0")}`;
  const stored: SandboxFile = {
    fileId: `AgACAgQAAxkBAA${btoa(`sandbox-${file.kind}-${number}`).replaceAll("=", "")}`,
    uniqueId,
    kind: file.kind,
    ...(file.fileName === undefined ? {} : { fileName: file.fileName }),
    size: file.size,
    ...(file.bytes === undefined ? {} : { bytes: file.bytes }),
  };
  world.files.set(stored.fileId, stored);
  return stored;
}

export function fileFields(world: World, media: Media): FileFields {
  if (media.kind === "location") return { location: { latitude: 33.749, longitude: -84.388 } };
  const file = world.files.get(media.fileId);
  const common = {
    file_id: media.fileId,
    file_unique_id: file?.uniqueId ?? media.fileId,
    file_size: file?.size ?? 0,
  };
  switch (media.kind) {
    case "photo":
      return { photo: [{ ...common, width: 1280, height: 960 }] };
    case "voice":
      return { voice: { ...common, duration: 4, mime_type: "audio/ogg" } };
    case "document":
      return {
        document: {
          ...common,
          ...(media.fileName === undefined ? {} : { file_name: media.fileName }),
        },
      };
  }
}
