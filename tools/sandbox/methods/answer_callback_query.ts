import * as v from "valibot";
import { badRequest } from "../bot_api_error.ts";
import { CALLBACK_LIFE_MS } from "../callbacks.ts";
import { flag, integer, optional, text } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

const MAX_TEXT = 200;

export const answerCallbackQuery = createMethod({
  name: "answerCallbackQuery",
  parameters: {
    callback_query_id: text,
    text: optional(text),
    show_alert: optional(flag),
    url: optional(text),
    cache_time: optional(v.pipe(integer, v.minValue(0))),
  },
  run({ world, bot }, parameters) {
    const { callback_query_id: id, show_alert: alert = false, text: words, url } = parameters;
    if ((words ?? "").length > MAX_TEXT) throw badRequest("MESSAGE_TOO_LONG");
    const pending = world.callbacks.get(id);
    const known = pending !== undefined && pending.botId === bot.personId &&
      world.now() - pending.at <= CALLBACK_LIFE_MS;
    if (!known) {
      throw badRequest(
        "query is too old and response timeout expired or query ID is invalid",
      );
    }
    world.callbacks.delete(id);
    pending.settle({
      id,
      answered: true,
      alert,
      ...(words === undefined || words === "" ? {} : { text: words }),
      ...(url === undefined ? {} : { url }),
    });
    return true;
  },
});
