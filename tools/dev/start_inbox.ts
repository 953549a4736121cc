import { createInbox } from "../sentry_inbox/create_inbox.ts";
import { createInboxPage } from "../sentry_inbox/page/create_page.tsx";

const usualPort = 8082;

export interface DevInbox {
  /** The page's address. */
  readonly address: string;
  /** What the desk must be told to send there. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * A Sentry inbox with its page, for a desk that is being worked on.
 *
 * @param port as it was set; unset, the usual one, or any other where that is taken
 * @param chats the address of the sandbox's chats, as soon as there are some
 */
export async function startInbox(
  port: string | undefined,
  chats: () => string | null = () => null,
): Promise<DevInbox> {
  const inbox = createInbox({ page: (box) => createInboxPage(box, { chats }) });
  const server = await listen(inbox, port);
  return {
    address: server.address,
    settings: { SENTRY_DSN: server.dsn, SENTRY_ENVIRONMENT: "development" },
    stop: server.stop,
  };
}

async function listen(inbox: ReturnType<typeof createInbox>, port: string | undefined) {
  if (port) return await inbox.listen({ port: Number(port) });
  try {
    return await inbox.listen({ port: usualPort });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    return await inbox.listen();
  }
}
