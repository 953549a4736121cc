import type { DepartmentId, OrganisationId } from "../../people/ids.ts";
import { isOpsManager } from "../../people/permission.ts";
import type { Desk } from "../desk.ts";
import { mayBeBoard } from "../board_message.ts";
import { enterNamedOrganisation } from "../enter_named.ts";
import type { Incoming } from "../incoming.ts";
import type { PressOutcome } from "../outcome.ts";
import type { AskedSetting, NewDelivery, Organisation, Transaction } from "../ports.ts";
import { redrawBoard } from "./settings_board.ts";

export type SettingsAction =
  /** Asks for a new value. */
  | { readonly type: "ask"; readonly setting: AskedSetting }
  | { readonly type: "quiet_reminders" }
  /** Shows the departments to choose from. */
  | { readonly type: "default_department" }
  | { readonly type: "set_default"; readonly departmentId: DepartmentId | null }
  | { readonly type: "back" }
  | { readonly type: "done" };

/** A press on the settings' board, which is any OpsManager's. */
export interface SettingsPress extends Incoming {
  readonly organisationId: OrganisationId;
  readonly action: SettingsAction;
}

export function pressSettings(desk: Desk, press: SettingsPress): Promise<PressOutcome> {
  const { store } = desk;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [{ fresh, organisation, actor }, isBoard] = await Promise.all([
      enterNamedOrganisation(store, tx, press, press.organisationId),
      mayBeBoard(store, tx, press),
    ]);
    if (!fresh) return { type: "duplicate" };
    if (organisation === null || actor === null || !isOpsManager(actor)) {
      return { type: "board_refused", reason: "not_manager" };
    }
    if (!isBoard) return { type: "board_refused", reason: "over" };
    return await act(desk, tx, press, organisation);
  });
}

async function act(
  desk: Desk,
  tx: Transaction,
  press: SettingsPress,
  organisation: Organisation,
): Promise<PressOutcome> {
  const { deliveries, settings, departments } = desk.store;
  const { action, place, messageId, person: { userId } } = press;
  const redraw = (view: "main" | "departments") =>
    deliveries.enqueue(tx, [redrawBoard(place, messageId, userId, view)]);
  switch (action.type) {
    case "ask":
      await ask(desk, tx, press, action.setting);
      return { type: "asked" };
    case "quiet_reminders": {
      const on = !organisation.quietReminders;
      await Promise.all([settings.changeSettings(tx, { quietReminders: on }), redraw("main")]);
      return { type: "setting_changed", setting: "quiet_reminders", on };
    }
    case "default_department":
      await redraw("departments");
      return { type: "stepped" };
    case "set_default": {
      const { departmentId } = action;
      const department = departmentId === null
        ? null
        : await departments.holdDepartment(tx, departmentId);
      if (departmentId !== null && department === null) {
        await redraw("departments");
        return { type: "board_refused", reason: "over" };
      }
      await Promise.all([
        settings.changeSettings(tx, { defaultDepartmentId: departmentId }),
        redraw("main"),
      ]);
      return { type: "setting_changed", setting: "default_department", department };
    }
    case "back":
      await redraw("main");
      return { type: "stepped" };
    case "done":
      await deliveries.enqueue(tx, [
        ...await withdrawQuestions(desk, tx, press),
        { place, content: { kind: "delete_message", messageId } },
      ]);
      return { type: "stepped" };
  }
}

/** One question at a time: an earlier one of the same person in this chat goes. */
async function ask(
  desk: Desk,
  tx: Transaction,
  press: SettingsPress,
  setting: AskedSetting,
): Promise<void> {
  const { messages, deliveries } = desk.store;
  const { place, messageId, person: { userId } } = press;
  const withdrawn = await withdrawQuestions(desk, tx, press);
  await Promise.all([
    deliveries.enqueue(tx, withdrawn),
    messages.createPrompt(tx, {
      place,
      userId,
      replyTo: messageId,
      purpose: { type: "setting", setting },
    }),
  ]);
}

async function withdrawQuestions(
  { store }: Desk,
  tx: Transaction,
  { place: { chatId }, person: { userId } }: SettingsPress,
): Promise<readonly NewDelivery[]> {
  const prompts = await store.messages.closeSettingPrompts(tx, chatId, userId);
  return prompts.flatMap(({ place, messageId }): NewDelivery[] =>
    messageId === null ? [] : [{ place, content: { kind: "delete_message", messageId } }]
  );
}
