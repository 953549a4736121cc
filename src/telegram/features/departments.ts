import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import { editDepartments } from "../../desk/departments/edit_departments.ts";
import { showDepartments } from "../../desk/departments/show_departments.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isCommand } from "../bot_context.ts";
import { decodeDepartmentCommand } from "../decode/department_command.ts";

/** `/departments` and `/department …`. */
export function createDepartments(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("departments"), async ({ received: { incoming } }) => {
    await carryOut(desk, showDepartments, incoming);
  });
  composer.filter(isCommand("department"), async ({ received: { incoming, command } }) => {
    const edit = decodeDepartmentCommand(command.words);
    await carryOut(desk, editDepartments, { ...incoming, command: edit });
  });
  return composer;
}
