import * as v from "valibot";
import { optional, text } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const setMyDescription = createMethod({
  name: "setMyDescription",
  parameters: {
    description: optional(v.pipe(text, v.maxLength(512))),
    language_code: optional(text),
  },
  run({ bot }, parameters) {
    bot.description = parameters.description ?? "";
    return true;
  },
});
