import { botUser } from "../present.ts";
import { createMethod } from "./create_method.ts";

export const getMe = createMethod({
  name: "getMe",
  parameters: {},
  run: ({ world, bot }) => ({
    ...botUser(world, bot),
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacyMode,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
});
