import type { Store } from "../../src/desk/ports.ts";
import { connectServer } from "../../src/postgres/connect_server.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { serverUrl, type TestDatabase } from "./databases.ts";
import { type FlakyProxy, startFlakyProxy } from "./flaky_proxy.ts";

export interface FlakyStage {
  readonly store: Store;
  readonly proxy: FlakyProxy;
}

/** The test's database by way of a proxy that breaks what it is told to. */
export async function withFlakyStore(
  { sql }: TestDatabase,
  test: (stage: FlakyStage) => Promise<void>,
  { max = 2, deadlineMs = 20_000 } = {},
): Promise<void> {
  const [row] = await sql.unsafe("select current_database()::text as name");
  const url = new URL(serverUrl ?? "");
  url.pathname = `/${row?.["name"]}`;
  const proxy = startFlakyProxy(url.href);
  const options = { setting: "TEST_DATABASE_URL", max, retrySeconds: 0, deadlineMs };
  const connection = await connectServer(proxy.url, options);
  try {
    await test({ store: createStore(connection), proxy });
  } finally {
    // What hangs is not waited for.
    proxy.close();
    await connection.close();
  }
}
