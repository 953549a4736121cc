/**
 * A plugin of `deno lint` for what replicas decide together: their clocks may differ by minutes, so
 * what time it is the database says (`roadcall_now()`). How long something takes here may be
 * measured by `performance.now()`.
 */
const shared = ["src/desk/", "src/postgres/", "src/telegram/", "src/web/"];
/** Names the file of a backup, for people. */
const forPeople = ["src/postgres/backup/"];

const clocks = new Set(["Date.now", "Temporal.Now"]);

function isShared(filename: string): boolean {
  const path = filename.replaceAll("\\", "/");
  const isIn = (parts: readonly string[]) =>
    parts.some((part) => path.startsWith(part) || path.includes(`/${part}`));
  return isIn(shared) && !isIn(forPeople);
}

const plugin: Deno.lint.Plugin = {
  name: "roadcall-own-clock",
  rules: {
    "own-clock": {
      create(context) {
        if (!isShared(context.filename)) return {};
        const report = (node: Deno.lint.Node, what: string) =>
          context.report({
            node,
            message: `${what} is the clock of this replica alone`,
            hint:
              "Let the database say what time it is (roadcall_now(), store.clock), or measure " +
              "how long something takes by performance.now().",
          });
        return {
          MemberExpression(node) {
            if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
            const name = `${node.object.name}.${node.property.name}`;
            if (clocks.has(name)) report(node, name);
          },
          NewExpression(node) {
            const isDate = node.callee.type === "Identifier" && node.callee.name === "Date";
            if (isDate && node.arguments.length === 0) report(node, "new Date()");
          },
        };
      },
    },
  },
};

export default plugin;
