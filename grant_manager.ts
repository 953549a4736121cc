/**
 * Makes somebody an OpsManager and ends:
 * `deno task grant-manager "Acme Logistics" 123456789`.
 */
import { CONFIG_ERROR_EXIT_CODE } from "./src/config.ts";
import { type Grant, grantManager, type NamedOrganisation } from "./src/desk/grant_manager.ts";
import { parseUserId, type UserId } from "./src/people/ids.ts";
import { withDatabase } from "./with_database.ts";

const usage = 'Say whom, and where: deno task grant-manager "Acme Logistics" 123456789\n' +
  "First the organisation's name or id, then the person's Telegram user id.";

interface Wish {
  readonly organisation: string;
  readonly userId: UserId;
}

function parseArguments(args: readonly string[]): Wish | null {
  const [organisation = "", digits = "", ...rest] = args;
  const isId = /^[1-9]\d{0,15}$/.test(digits) && Number.isSafeInteger(Number(digits));
  if (organisation.trim() === "" || !isId || rest.length > 0) return null;
  return { organisation, userId: parseUserId(digits) };
}

async function run(args: readonly string[]): Promise<number> {
  const wish = parseArguments(args);
  if (wish === null) {
    console.error(usage);
    return CONFIG_ERROR_EXIT_CODE;
  }
  return await withDatabase(async ({ store }) =>
    say(await grantManager(store, wish.organisation, wish.userId), wish)
  );
}

function say(grant: Grant, { organisation, userId }: Wish): number {
  switch (grant.type) {
    case "granted":
      console.log(`${userId} is an OpsManager of ${grant.organisation.name} now.`);
      return 0;
    case "already":
      console.log(`${userId} is an OpsManager of ${grant.organisation.name} already.`);
      return 0;
    case "ambiguous":
      console.error(
        `Several organisations are called "${organisation}". Name it by its id:\n` +
          list(grant.organisations),
      );
      return 1;
    case "not_found":
      console.error(
        grant.organisations.length === 0
          ? "There is no organisation yet. It begins with /setup in a group."
          : `There is no organisation "${organisation}". There are:\n${list(grant.organisations)}`,
      );
      return 1;
  }
}

function list(organisations: readonly NamedOrganisation[]): string {
  return organisations.map(({ id, name }) => `${id}  ${name}`).join("\n");
}

Deno.exit(await run(Deno.args));
