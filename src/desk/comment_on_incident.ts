import { addComment } from "./add_comment.ts";
import type { Answer } from "./answer.ts";
import { answerNowhere, createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter } from "./incoming.ts";
import type { Media } from "./ports.ts";
import { findReferred, type Referring } from "./referred_incident.ts";

/** `/comment 0042 words`, or `/comment words` as a reply to what is about an incident. */
export interface CommentCommand extends Referring {
  /** A file that the command is the caption of. */
  readonly media: Media | null;
}

/** Adds the words to the incident's story. They are no summary, whoever says them. */
export function commentOnIncident(desk: Desk, command: CommentCommand): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, command);
    if (!fresh) return;
    const answer = (type: Answer) =>
      store.deliveries.enqueue(tx, [createReply(command, group, type, "passing")]);
    if (organisation === null) return await answerNowhere(store, tx, command);
    const referred = await findReferred(desk, tx, command);
    if (referred.type === "not_found") {
      return await answer({ type: "incident_not_found", number: referred.number });
    }
    const { media, place, messageId } = command;
    if (referred.type === "nothing" || (referred.words === "" && media === null)) {
      return await answer({ type: "comment_usage" });
    }
    const { incident, at, words } = referred;
    await addComment(desk, tx, { incident, at, actor, place, messageId, words, media });
  });
}
