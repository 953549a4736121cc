/** A question to the bot in the group, and what it answers. */
import type { Company, Someone } from "./company.ts";

/** Writes this, and waits for the bot's reply to it. @returns the reply's text */
export async function ask(
  { sandbox, group, botMessages }: Pick<Company, "sandbox" | "group" | "botMessages">,
  who: Someone,
  text: string,
  options?: { readonly replyTo?: number },
): Promise<string> {
  const command = who.write(text, { ...options });
  const answer = await sandbox.until(
    () => botMessages().find(({ replyTo }) => replyTo?.messageId === command),
    { what: `the bot answers ${JSON.stringify(text)} in ${group.title}` },
  );
  return answer.text ?? "";
}
