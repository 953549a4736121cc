import type { Answer } from "../../desk/answer.ts";
import type { Organisation, Transaction } from "../../desk/ports.ts";
import type { UserId } from "../../people/ids.ts";
import { isOpsManager, mayChoose } from "../../people/permission.ts";
import type { RosterView } from "../render/roster.ts";
import type { DeliveryTools } from "./delivery_tools.ts";

/** Reads who belongs where, as far as the viewer may see it; null for other answers. */
export async function loadRoster(
  { store }: DeliveryTools,
  tx: Transaction,
  organisation: Organisation,
  answer: Answer,
  viewerId: UserId,
): Promise<RosterView | null> {
  if (answer.type !== "departments" && answer.type !== "people") return null;
  if (answer.said.type !== "listed") return null;
  const [viewer, lines, members, drivers] = await Promise.all([
    store.people.getActor(tx, viewerId),
    store.departments.listDepartmentLines(tx),
    answer.type === "people" ? store.members.listMembers(tx) : [],
    answer.type === "people" ? store.members.countDrivers(tx) : 0,
  ]);
  // A restricted department is there for its own people and managers only.
  const departments = lines.filter((line) => mayChoose(viewer, line));
  return { organisation, departments, members, drivers, manager: isOpsManager(viewer) };
}
