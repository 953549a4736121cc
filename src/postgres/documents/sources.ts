import * as v from "valibot";
import { mediaKinds, type Source, sourceKinds } from "../../desk/ports.ts";
import { messageId, userId } from "./ids.ts";

const sources: v.GenericSchema<unknown, readonly Source[]> = v.array(v.object({
  kind: v.picklist(sourceKinds),
  messageId,
  userId,
  body: v.nullable(v.string()),
  media: v.nullable(v.object({ kind: v.picklist(mediaKinds), fileId: v.string() })),
}));

/** What a prompt keeps of a report that still lacks its words. @throws where it is none. */
export const parseSources: (document: unknown) => readonly Source[] = v.parser(sources);
