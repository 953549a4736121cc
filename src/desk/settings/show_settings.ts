import { isOpsManager } from "../../people/permission.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import { answerInOrganisation } from "../in_organisation.ts";

/** `/settings`: the board, for OpsManagers. It stays until somebody presses Done. */
export function showSettings(desk: Desk, incoming: Incoming): Promise<void> {
  return answerInOrganisation(desk, incoming, ({ actor }) =>
    Promise.resolve(
      isOpsManager(actor)
        ? {
          answer: { type: "settings", said: { type: "board", view: "main" } },
          stay: "stays",
        }
        : {
          answer: { type: "settings", said: { type: "refused", reason: { type: "not_manager" } } },
          stay: "passing",
        },
    ));
}
