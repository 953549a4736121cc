import type { Table } from "../desk/press_cards.ts";

/** Buttons for the floor, which needs no setting up. */
export function listFloorTables(count: number): Table[] {
  return Array.from({ length: count }, (_, index) => ({
    chatId: -1_002_000_000_001 - index,
    claim: { messageId: 1_000, data: `claim ${index + 1}` },
    release: { messageId: 1_000, data: `release ${index + 1}` },
    isClaimed: false,
  }));
}
