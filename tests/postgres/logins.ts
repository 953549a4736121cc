import { asAdministrator } from "./databases.ts";

/** Logins made for one test, without the superuser's rights. */
export async function withLogins(
  roles: readonly { readonly rights: string }[],
  work: (names: readonly string[], password: string) => Promise<void>,
): Promise<void> {
  const password = crypto.randomUUID();
  const names = roles.map(() => `roadcall_test_${crypto.randomUUID().slice(0, 8)}`);
  for (const [index, name] of names.entries()) {
    const { rights } = roles[index] ?? { rights: "" };
    await asAdministrator(`create role ${name} login ${rights} password '${password}'`);
  }
  try {
    await work(names, password);
  } finally {
    for (const name of names) await asAdministrator(`drop role ${name}`);
  }
}

export function asLogin(url: string, name: string, password: string): string {
  const changed = new URL(url);
  changed.username = name;
  changed.password = password;
  return changed.href;
}
