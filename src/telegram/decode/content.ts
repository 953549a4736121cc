import type { Message, MessageEntity } from "grammy/types";
import type { Media } from "../../desk/ports.ts";

/** The parts of a message, quoted ones included, that carry what was said. */
export type Content = Pick<
  Message,
  | "text"
  | "caption"
  | "entities"
  | "caption_entities"
  | "photo"
  | "voice"
  | "video"
  | "document"
  | "location"
  | "animation"
  | "audio"
  | "video_note"
  | "sticker"
>;

/** Its words: the text, or a file's caption. */
export function findBody({ text, caption }: Content): string | null {
  return text ?? caption ?? null;
}

/** What is marked in the words that {@link findBody} gives. */
export function listEntities(content: Content): readonly MessageEntity[] {
  const { text, entities, caption_entities } = content;
  return (text === undefined ? caption_entities : entities) ?? [];
}

/** The file or place that a message carries; a place's "file id" is its latitude and longitude. */
export function findMedia(content: Content): Media | null {
  const { photo, voice, video, document, location, animation } = content;
  if (photo !== undefined) return findLargest(photo);
  if (voice !== undefined) return { kind: "voice", fileId: voice.file_id };
  if (video !== undefined) return { kind: "video", fileId: video.file_id };
  // Before the document, which an animation carries as well for old clients.
  if (animation !== undefined) return { kind: "other", fileId: animation.file_id };
  if (document !== undefined) return { kind: "document", fileId: document.file_id };
  if (location !== undefined) {
    return { kind: "location", fileId: `${location.latitude},${location.longitude}` };
  }
  const other = content.audio ?? content.video_note ?? content.sticker;
  return other === undefined ? null : { kind: "other", fileId: other.file_id };
}

function findLargest(sizes: NonNullable<Content["photo"]>): Media | null {
  const [largest] = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return largest === undefined ? null : { kind: "photo", fileId: largest.file_id };
}
