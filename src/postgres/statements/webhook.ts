import { text } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const findRegistration = defineStatement({
  name: "find_webhook_registration",
  text: `select url, secret_hash from webhook_registration`,
  params: {},
  row: { url: text, secret_hash: text },
});

export const recordRegistration = defineStatement({
  name: "record_webhook_registration",
  text: `
    insert into webhook_registration (url, secret_hash) values ($url, $secretHash)
    on conflict (only_one) do update set
      url = excluded.url, secret_hash = excluded.secret_hash, registered_at = roadcall_now()`,
  params: { url: text, secretHash: text },
  row: {},
});
