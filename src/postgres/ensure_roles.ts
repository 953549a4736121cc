import type { Sql } from "./connection.ts";
import { DatabaseError, getErrorCode, getErrorMessage } from "./database_error.ts";

/** The role that the program works as; it owns nothing. */
export const appRole = "roadcall_app";
/** Owns the few functions that cross organisations, and nothing else. */
export const crossingRole = "roadcall_crossing";

/**
 * Creates the two roles where they are missing and lets the login become both. Roles belong to the
 * whole server, so programs with other databases there may do the same at this moment: whoever
 * comes second finds it done.
 *
 * @throws {DatabaseError} where the login may not.
 */
export async function ensureRoles(sql: Sql): Promise<void> {
  const [login] = await sql.unsafe("select current_user::text as name");
  const name = String(login?.["name"]);
  try {
    for (const role of [appRole, crossingRole]) {
      await sql.unsafe(`
        do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then
            create role ${role} nologin;
          end if;
        exception when duplicate_object or unique_violation then null;
        end $$`);
      await grantRole(sql, role, name);
    }
  } catch (error) {
    if (getErrorCode(error) !== "42501") throw error;
    throw new DatabaseError(
      `The database login "${name}" may not create the roles that Roadcall works as ` +
        `(${getErrorMessage(error)}). Give it the right with: alter role "${name}" createrole; ` +
        `or have an administrator run: create role ${appRole} nologin; create role ` +
        `${crossingRole} nologin; grant ${appRole}, ${crossingRole} to "${name}";`,
    );
  }
}

/**
 * Lets the program's login become the role that it works as, where it cannot yet.
 *
 * @param login the one that `sql` uses where it is left out.
 * @throws {DatabaseError} where it takes an administrator, or one of the roles has rights by which
 *   it would see past the walls.
 */
export async function ensureAppRole(sql: Sql, login?: string): Promise<void> {
  const [row] = await sql.unsafe("select current_user::text as name");
  const name = login ?? String(row?.["name"]);
  try {
    await grantRole(sql, appRole, name);
  } catch (error) {
    if (getErrorCode(error) !== "42501") throw error;
    throw new DatabaseError(
      `The database login "${name}" may not work as ${appRole}. Set MIGRATE_DATABASE_URL to the ` +
        `login that created it, or have an administrator run: grant ${appRole} to "${name}";`,
    );
  }
  await refuseDangerousRoles(sql);
}

async function grantRole(sql: Sql, role: string, login: string): Promise<void> {
  // Since Postgres 16 whoever creates a role is its member without being able to become it.
  await sql.unsafe(`
    do $$
    declare
      privilege text := case
        when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end;
    begin
      if not pg_has_role(${quoteLiteral(login)}, '${role}', privilege) then
        grant ${role} to ${quoteIdentifier(login)};
      end if;
    exception when unique_violation then null;
    end $$`);
}

async function refuseDangerousRoles(sql: Sql): Promise<void> {
  const [role] = await sql.unsafe(
    `select rolname::text as name from pg_roles
    where rolname in ('${appRole}', '${crossingRole}') and (rolsuper or rolbypassrls)`,
  );
  if (role === undefined) return;
  throw new DatabaseError(
    `The database role "${role["name"]}" could see every organisation's data (it is a superuser ` +
      "or bypasses row-level security). Have an administrator run: " +
      `alter role ${role["name"]} nosuperuser nobypassrls;`,
  );
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
