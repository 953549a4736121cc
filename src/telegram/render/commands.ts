import type { BotCommand, BotCommandScope } from "grammy/types";
import type { Words } from "./create_words.ts";

/** For one `setMyCommands`. */
export interface CommandList {
  readonly scope: BotCommandScope;
  readonly commands: readonly BotCommand[];
}

/** What may be asked in private, of the person's organisation. */
function createPrivateCommands(words: Words): readonly BotCommand[] {
  return [
    { command: "open", description: words.text("command-open") },
    { command: "mine", description: words.text("command-mine") },
    { command: "incident", description: words.text("command-incident") },
    { command: "comment", description: words.text("command-comment") },
    { command: "reopen", description: words.text("command-reopen") },
    { command: "departments", description: words.text("command-departments") },
    { command: "members", description: words.text("command-members") },
    { command: "join", description: words.text("command-join") },
    { command: "member", description: words.text("command-member") },
    { command: "unmember", description: words.text("command-unmember") },
    { command: "role", description: words.text("command-role") },
    { command: "department", description: words.text("command-department") },
    { command: "settings", description: words.text("command-settings") },
    { command: "report", description: words.text("command-report") },
    { command: "organisation", description: words.text("command-organisation") },
    { command: "connect", description: words.text("command-connect") },
    { command: "help", description: words.text("command-help") },
  ];
}

/** The commands that Telegram lists, for each kind of chat and person. */
export function createCommandLists(words: Words): readonly CommandList[] {
  const help = { command: "help", description: words.text("command-help") };
  const group = [
    { command: "ticket", description: words.text("command-ticket") },
    { command: "open", description: words.text("command-open") },
    { command: "mine", description: words.text("command-mine") },
    { command: "incident", description: words.text("command-incident") },
    { command: "comment", description: words.text("command-comment") },
    { command: "reopen", description: words.text("command-reopen") },
    { command: "departments", description: words.text("command-departments") },
    { command: "members", description: words.text("command-members") },
    { command: "join", description: words.text("command-join") },
    help,
  ];
  // Telegram knows no OpsManagers; most are administrators of their group.
  const administrators = [
    ...group,
    { command: "member", description: words.text("command-member") },
    { command: "unmember", description: words.text("command-unmember") },
    { command: "role", description: words.text("command-role") },
    { command: "settings", description: words.text("command-settings") },
    { command: "department", description: words.text("command-department") },
    { command: "report", description: words.text("command-report") },
    { command: "setup", description: words.text("command-setup") },
    { command: "connect", description: words.text("command-connect-group") },
  ];
  return [
    { scope: { type: "all_private_chats" }, commands: createPrivateCommands(words) },
    { scope: { type: "all_group_chats" }, commands: group },
    { scope: { type: "all_chat_administrators" }, commands: administrators },
  ];
}

/** What may be commanded in a group, also where Telegram does not offer it. */
export function listGroupCommands(words: Words): ReadonlySet<string> {
  const offered = createCommandLists(words).flatMap(({ scope, commands }) =>
    scope.type === "all_private_chats" ? [] : commands.map(({ command }) => command)
  );
  return new Set([...offered, "start"]);
}

/** All that the program understands, also what Telegram does not offer. */
export function listCommands(words: Words): ReadonlySet<string> {
  const offered = createCommandLists(words).flatMap(({ commands }) =>
    commands.map(({ command }) => command)
  );
  return new Set([...offered, "start", "organization", "platform"]);
}
