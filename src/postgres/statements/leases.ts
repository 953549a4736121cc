import { leaseNames } from "../../desk/ports.ts";
import { integer, oneOf, text } from "../codec.ts";
import { defineStatement } from "../statement.ts";

const name = oneOf(leaseNames);

/** Whoever meets another taker waits for it, and then sees what that one wrote. */
export const takeLease = defineStatement({
  name: "take_lease",
  text: `
    insert into leases (name, holder, until)
    values ($name, $holder, roadcall_now() + make_interval(secs => $seconds::integer))
    on conflict (name) do update set
      holder = excluded.holder, until = roadcall_now() + make_interval(secs => $seconds::integer)
    where leases.holder = excluded.holder or leases.until <= roadcall_now()
    returning holder`,
  params: { name, holder: text, seconds: integer },
  row: { holder: text },
});

export const releaseLease = defineStatement({
  name: "release_lease",
  text: `delete from leases where name = $name and holder = $holder`,
  params: { name, holder: text },
  row: {},
});
