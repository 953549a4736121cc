/** Connects to the server that its argument names, as a process with permissions of its own. */
import { connectServer } from "../../src/postgres/connect_server.ts";

const setting = "TEST_DATABASE_URL";
const url = Deno.args[0] ?? "";
const connection = await connectServer(url, { setting, max: 1, retrySeconds: 0 });
const [row] = await connection.sql.unsafe("select 'connected' as said");
console.log(row?.["said"]);
await connection.close();
