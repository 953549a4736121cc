import * as v from "valibot";
import { badRequest } from "../bot_api_error.ts";
import { nameOfScope, scopeParameters } from "../command_scope.ts";
import { json } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

const command = v.strictObject({ command: v.string(), description: v.string() });

export const setMyCommands = createMethod({
  name: "setMyCommands",
  parameters: { commands: json(v.pipe(v.array(command), v.maxLength(100))), ...scopeParameters },
  run(context, parameters) {
    const { bot, world } = context;
    const commands = parameters.commands.map(({ command, description }) => {
      // A leading slash is forgiven, as Telegram does.
      const name = command.replace(/^\//, "");
      if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest("BOT_COMMAND_INVALID");
      if (description.length < 1 || description.length > 256) {
        throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
      }
      return { command: name, description };
    });
    const scope = nameOfScope(context, parameters);
    if (commands.length === 0) bot.commands.delete(scope);
    else bot.commands.set(scope, commands);
    world.changes.emit({ kind: "person", personId: bot.personId });
    return true;
  },
});
