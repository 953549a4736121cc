import type { Desk } from "../desk.ts";
import { enter, type Incoming } from "../incoming.ts";
import type { PressOutcome } from "../outcome.ts";
import type { GroupChat, NewDelivery, Setup, Transaction } from "../ports.ts";
import { createFromSetup, maySignUp } from "./create_from_setup.ts";
import { readyMadeDepartments } from "./ready_made_departments.ts";

export type SetupStep =
  /** Keeps or drops the ready-made department of this index. */
  | { readonly type: "toggle"; readonly department: number }
  | { readonly type: "rename" }
  | { readonly type: "finish" }
  | { readonly type: "cancel" };

export interface SetupPress extends Incoming {
  readonly chat: GroupChat;
  readonly step: SetupStep;
}

/** A press on the board of a guided set-up, which belongs to who began it. */
export async function pressSetup(desk: Desk, press: SetupPress): Promise<PressOutcome> {
  const { store, directory } = desk;
  // Asked again at the end: the right may be gone since the set-up began.
  const isAdministrator = press.step.type !== "finish" ||
    await directory.isAdministrator(press.chat.chatId, press.person.userId);
  return await store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [{ fresh, group }, setup] = await Promise.all([
      enter(store, tx, press),
      store.setups.lockSetup(tx, press.chat.chatId),
    ]);
    if (!fresh) return { type: "duplicate" };
    if (group !== null) return { type: "setup_refused", reason: "already_connected" };
    if (setup === null) return { type: "setup_refused", reason: "over" };
    if (setup.userId !== press.person.userId) {
      return { type: "setup_refused", reason: "not_yours" };
    }
    if (!isAdministrator) return { type: "setup_refused", reason: "not_administrator" };
    return await step(desk, tx, press, setup);
  });
}

async function step(
  desk: Desk,
  tx: Transaction,
  press: SetupPress,
  setup: Setup,
): Promise<PressOutcome> {
  const { setups, deliveries } = desk.store;
  const { place } = press;
  switch (press.step.type) {
    case "toggle": {
      const departments = toggle(setup.departments, press.step.department);
      await setups.saveSetup(tx, { ...setup, departments });
      await deliveries.enqueue(tx, [{ place, content: { kind: "setup_board" } }]);
      return { type: "stepped" };
    }
    case "rename": {
      const content = { kind: "setup_name_prompt", replyTo: setup.messageId } as const;
      await deliveries.enqueue(tx, [...forget(press, setup.promptMessageId), { place, content }]);
      return { type: "stepped" };
    }
    case "finish": {
      if (!await maySignUp(desk, tx, press.person.userId)) {
        return { type: "setup_refused", reason: "sign_ups_closed" };
      }
      const refused = await createFromSetup(desk, tx, press, press.chat, setup);
      if (refused !== null) return { type: "setup_refused", reason: refused };
      return await end(desk, tx, press, setup);
    }
    case "cancel":
      return await end(desk, tx, press, setup);
  }
}

async function end(
  desk: Desk,
  tx: Transaction,
  press: SetupPress,
  setup: Setup,
): Promise<PressOutcome> {
  await desk.store.setups.deleteSetup(tx, setup.chatId);
  await desk.store.deliveries.enqueue(tx, [
    ...forget(press, setup.promptMessageId),
    ...forget(press, setup.messageId),
  ]);
  return { type: "stepped" };
}

function toggle(kept: readonly string[], index: number): readonly string[] {
  const name = readyMadeDepartments[index];
  return readyMadeDepartments.filter((other) =>
    other === name ? !kept.includes(other) : kept.includes(other)
  );
}

function forget(press: SetupPress, messageId: Setup["messageId"]): readonly NewDelivery[] {
  return messageId === null
    ? []
    : [{ place: press.place, content: { kind: "delete_message", messageId } }];
}
