import type { Role } from "../../people/role.ts";

const roleWords: ReadonlyMap<string, Role> = new Map([
  ["driver", "driver"],
  ["dispatcher", "dispatcher"],
  ["manager", "ops_manager"],
  ["opsmanager", "ops_manager"],
]);

/** A role as people write it: "manager", "Ops manager", "ops_manager"; null for anything else. */
export function parseRole(words: string): Role | null {
  return roleWords.get(words.toLowerCase().replaceAll(/[\s_-]/g, "")) ?? null;
}
