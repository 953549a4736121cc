import { nameOfScope, scopeParameters } from "../command_scope.ts";
import { createMethod } from "./create_method.ts";

export const getMyCommands = createMethod({
  name: "getMyCommands",
  parameters: scopeParameters,
  run: (context, parameters) => context.bot.commands.get(nameOfScope(context, parameters)) ?? [],
});
