import { runOn } from "../desk/bench_database.ts";
import type { Table } from "../desk/press_cards.ts";
import type { BotProcess } from "../desk/start_bot.ts";
import { createPress } from "../desk/updates.ts";
import { getChatId } from "./list_fill_statements.ts";

/** Has the card of the newest incident of each of these groups drawn anew. */
export async function oweCards(databaseUrl: string, groups: readonly number[]): Promise<void> {
  await runOn(
    databaseUrl,
    `with drawn as (
      update cards c set wanted_version = wanted_version + 1
      from incidents i
      where i.id = c.incident_id and i.status = 'awaiting_claim'
        and i.group_id in (${groups.join()})
      returning c.id, c.organisation_id, c.chat_id
    )
    insert into deliveries (organisation_id, kind, chat_id, content, card_id, priority, due_at)
    select organisation_id, 'card', chat_id, jsonb_build_object('kind', 'card', 'cardId', id), id, 20,
      roadcall_now()
    from drawn`,
  );
}

/** Claims what waits in these groups, once their cards have been drawn, and knows their buttons. */
export async function openTables(
  bot: BotProcess,
  groups: readonly number[],
): Promise<readonly Table[]> {
  return await Promise.all(groups.map(async (group) => {
    const chatId = getChatId(group);
    const claim = await bot.stub.untilButton(chatId, "Claim");
    await bot.send(createPress(chatId, claim));
    const release = await bot.stub.untilButton(chatId, "Release");
    return { chatId, claim, release, isClaimed: true };
  }));
}
