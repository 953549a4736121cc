import type { InvitationId } from "../people/ids.ts";
import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { mayBeBoard } from "./board_message.ts";
import { enter, type Incoming } from "./incoming.ts";
import type { PressOutcome } from "./outcome.ts";

/** A press on "I am @name". */
export interface InvitationPress extends Incoming {
  readonly invitationId: InvitationId;
}

/**
 * Adds who pressed, by id, where Telegram says that they carry the invited name now. The message
 * with the button goes away.
 */
export function acceptInvitation(desk: Desk, press: InvitationPress): Promise<PressOutcome> {
  const { store } = desk;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [{ fresh, group }, invitation, isBoard] = await Promise.all([
      enter(store, tx, press),
      store.people.lockInvitation(tx, press.invitationId),
      mayBeBoard(store, tx, press),
    ]);
    if (!fresh) return { type: "duplicate" };
    if (group === null || !isBoard) return { type: "not_here" };
    if (invitation === null) return { type: "invitation_refused", reason: "over" };
    if (press.person.username?.toLowerCase() !== invitation.username) {
      return { type: "invitation_refused", reason: "other_name" };
    }
    const { userId } = press.person;
    const { departmentId } = invitation;
    await Promise.all([
      store.people.joinDepartment(tx, departmentId, userId),
      store.people.closeInvitation(tx, invitation.id),
      store.deliveries.enqueue(tx, [
        createReply(press, group, { type: "member_added", userId, departmentId }, "passing"),
        { place: press.place, content: { kind: "delete_message", messageId: press.messageId } },
      ]),
    ]);
    return { type: "stepped" };
  });
}
