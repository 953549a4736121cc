import type { Department, Group } from "../../desk/ports.ts";

/** What departments and groups were called when they were last read. */
export interface SeenNames {
  learnDepartments(departments: readonly (Pick<Department, "id" | "name"> | null)[]): void;
  /** Its id where its name has not been read since the start. */
  nameDepartment(id: Department["id"]): string;
  learnGroup(group: Pick<Group, "id" | "title">): void;
  findGroup(id: Group["id"]): string | null;
}

const most = 1000;

/** Names are kept for telling only, at most so many of each: what is forgotten is read again. */
export function createSeenNames(): SeenNames {
  const departments = new Map<number, string>();
  const groups = new Map<number, string>();
  return {
    learnDepartments(read) {
      for (const department of read) {
        if (department !== null) learn(departments, department.id, department.name);
      }
    },
    nameDepartment: (id) => departments.get(id) ?? String(id),
    learnGroup: ({ id, title }) => learn(groups, id, title),
    findGroup: (id) => groups.get(id) ?? null,
  };
}

function learn(names: Map<number, string>, id: number, name: string): void {
  if (names.get(id) === name) return;
  names.set(id, name);
  if (names.size <= most) return;
  const [oldest] = names.keys();
  if (oldest !== undefined) names.delete(oldest);
}
