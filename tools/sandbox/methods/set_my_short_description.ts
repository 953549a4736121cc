import * as v from "valibot";
import { optional, text } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const setMyShortDescription = createMethod({
  name: "setMyShortDescription",
  parameters: {
    short_description: optional(v.pipe(text, v.maxLength(120))),
    language_code: optional(text),
  },
  run({ bot }, parameters) {
    bot.shortDescription = parameters.short_description ?? "";
    return true;
  },
});
