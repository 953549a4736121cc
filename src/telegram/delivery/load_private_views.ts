import { makeCode } from "../../desk/connect/make_code.ts";
import type { Transaction } from "../../desk/ports.ts";
import { noPrivateViews, type PrivateViews } from "../render/private_views.ts";
import type { DeliveryOf, DeliveryTools } from "./delivery_tools.ts";

/**
 * What answers in private show beside their own facts; the delivery's organisation is entered. Null
 * where the answer has lost its point.
 */
export async function loadPrivateViews(
  { store }: DeliveryTools,
  tx: Transaction,
  { content: { answer, viewer }, organisationId, place }: DeliveryOf<"answer">,
): Promise<PrivateViews | null> {
  switch (answer.type) {
    case "help":
    case "organisation_asked": {
      if (place.chatId < 0) return noPrivateViews;
      const organisations = await store.organisations.listOrganisationsOf(tx, viewer.userId);
      return { ...noPrivateViews, organisations, homeId: organisationId };
    }
    case "connection_code": {
      const connectionCode = await makeCode(store, tx, viewer.userId);
      return connectionCode === null ? null : { ...noPrivateViews, connectionCode };
    }
    case "connection_asked":
    case "connection_answered": {
      const connectionRequest = await store.connections.findRequest(tx, answer.requestId);
      const awaited = connectionRequest?.answer === null;
      if (connectionRequest === null || awaited !== (answer.type === "connection_asked")) {
        return null;
      }
      return { ...noPrivateViews, connectionRequest, homeId: organisationId };
    }
    case "platform":
      return { ...noPrivateViews, platform: await store.platform.readHealth(tx) };
    default:
      return noPrivateViews;
  }
}
