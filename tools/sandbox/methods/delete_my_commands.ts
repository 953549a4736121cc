import { nameOfScope, scopeParameters } from "../command_scope.ts";
import { createMethod } from "./create_method.ts";

export const deleteMyCommands = createMethod({
  name: "deleteMyCommands",
  parameters: scopeParameters,
  run(context, parameters) {
    context.bot.commands.delete(nameOfScope(context, parameters));
    context.world.changes.emit({ kind: "person", personId: context.bot.personId });
    return true;
  },
});
