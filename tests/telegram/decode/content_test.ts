import assert from "node:assert/strict";
import { findBody, findMedia } from "../../../src/telegram/decode/content.ts";
import { createMessage, type GroupMessage } from "../updates.ts";

const file = (id: string) => ({ file_id: id, file_unique_id: `unique ${id}` });
const document = { ...file("document") };

const table: readonly [string, Partial<GroupMessage>, ReturnType<typeof findMedia>][] = [
  ["words alone", { text: "hello" }, null],
  ["a photo: its largest size", {
    photo: [
      { ...file("small"), width: 90, height: 90 },
      { ...file("large"), width: 1280, height: 960 },
      { ...file("middle"), width: 320, height: 240 },
    ],
  }, { kind: "photo", fileId: "large" }],
  ["a photo without sizes", { photo: [] }, null],
  ["a voice message", { voice: { ...file("voice"), duration: 3 } }, {
    kind: "voice",
    fileId: "voice",
  }],
  ["a video", { video: { ...file("video"), width: 1, height: 1, duration: 3 } }, {
    kind: "video",
    fileId: "video",
  }],
  ["a document", { document }, { kind: "document", fileId: "document" }],
  [
    "an animation, which is a document too",
    { document, animation: { ...file("animation"), width: 1, height: 1, duration: 1 } },
    { kind: "other", fileId: "animation" },
  ],
  ["a location", { location: { latitude: 52.5, longitude: -13.25 } }, {
    kind: "location",
    fileId: "52.5,-13.25",
  }],
  ["music", { audio: { ...file("audio"), duration: 1 } }, { kind: "other", fileId: "audio" }],
  ["a round video", { video_note: { ...file("note"), length: 1, duration: 1 } }, {
    kind: "other",
    fileId: "note",
  }],
  ["a sticker", {
    sticker: {
      ...file("sticker"),
      type: "regular",
      width: 1,
      height: 1,
      is_animated: false,
      is_video: false,
    },
  }, { kind: "other", fileId: "sticker" }],
  ["a contact", { contact: { phone_number: "1", first_name: "A" } }, null],
];

for (const [name, parts, expected] of table) {
  Deno.test(`media of a message: ${name}`, () => {
    assert.deepEqual(findMedia(createMessage(parts)), expected);
  });
}

Deno.test("a message's words are its text or its caption", () => {
  assert.equal(findBody(createMessage({ text: "text" })), "text");
  assert.equal(findBody(createMessage({ caption: "caption" })), "caption");
  assert.equal(findBody(createMessage()), null);
});
