/** Asks who sets a group up for the organisation's name. Where the answer is lost it comes twice. */
import type { Setup } from "../../desk/ports.ts";
import type { Person } from "../../people/person.ts";
import { countHandled } from "../expected_errors.ts";
import { renderSetupNamePrompt } from "../render/prompts.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { sendPrompt } from "./send_message.ts";
import { classifyTelegramError } from "./telegram_errors.ts";

export async function deliverSetupNamePrompt(
  tools: DeliveryTools,
  delivery: DeliveryOf<"setup_name_prompt">,
): Promise<Recording> {
  const { store, words } = tools;
  const { place, content } = delivery;
  const setup = await enterDelivery(
    tools,
    delivery,
    (tx) => store.setups.lockSetup(tx, place.chatId),
  );
  if (setup === null) return endWith(dropped("the set-up is over"));

  const person = await findPerson(tools, setup);
  const prompt = renderSetupNamePrompt(words, person);
  const messageId = await sendPrompt(tools, place, prompt, { replyTo: content.replyTo });
  return async (tx) => {
    const now = await store.setups.lockSetup(tx, place.chatId);
    if (now === null) {
      await store.deliveries.enqueue(tx, [
        { place, content: { kind: "delete_message", messageId } },
      ]);
      return dropped("the set-up ended while the name was asked for");
    }
    await store.setups.saveSetup(tx, { ...now, promptMessageId: messageId });
    return done;
  };
}

/** No organisation remembers the person yet, so Telegram is asked what they are called. */
async function findPerson({ api, telemetry }: DeliveryTools, setup: Setup): Promise<Person> {
  const { chatId, userId } = setup;
  const unnamed = { userId, firstName: "", lastName: null, username: null, languageCode: null };
  try {
    const { user } = await api.getChatMember(chatId, userId);
    return {
      ...unnamed,
      firstName: user.first_name,
      lastName: user.last_name ?? null,
      username: user.username ?? null,
    };
  } catch (error) {
    // The mention goes by id and reaches the person without a name too.
    if (classifyTelegramError(error) === null) throw error;
    countHandled(telemetry, error);
    return unnamed;
  }
}
