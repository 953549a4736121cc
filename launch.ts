/**
 * The launcher: settings → permissions → the program with exactly those. It may read the
 * environment and `.env`, and start Deno; nothing else. `deno task start` is `launch.ts start`.
 */
import { launch } from "./src/launch/launch.ts";
import { readSettings } from "./src/launch/read_settings_file.ts";
import { fileURLToPath } from "node:url";

const [task = "", ...args] = Deno.args;
const env = await readSettings(Deno.env.toObject(), new URL("./.env", import.meta.url));
Deno.exit(
  await launch(task, args, { env, project: fileURLToPath(new URL("./", import.meta.url)) }),
);
