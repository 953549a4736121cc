import { text } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/**
 * The first statement of every transaction: from here on it is the role that owns nothing. Both
 * settings end with the transaction, as a pooler gives the session to somebody else then.
 */
export const becomeApp = defineStatement({
  name: "become_app",
  text: `
    select set_config('role', 'roadcall_app', true) as role,
      set_config('search_path', 'public, pg_temp', true) as search_path`,
  params: {},
  row: { role: text, search_path: text },
});

export const becomeOwner = defineStatement({
  name: "become_owner",
  text: `select set_config('search_path', 'public, pg_temp', true) as search_path`,
  params: {},
  row: { search_path: text },
});
