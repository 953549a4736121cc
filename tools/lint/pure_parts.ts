/**
 * A plugin of `deno lint` for the parts of `src/` whose results follow from their arguments alone:
 * they have no clock, no chance, and nothing of the world outside.
 */
const pureParts = [
  "src/incident/",
  "src/people/",
  "src/telegram/render/",
  "src/telegram/callback_data.ts",
];

const outside = new Set([
  "Deno",
  "process",
  "crypto",
  "performance",
  "fetch",
  "console",
  "localStorage",
  "setTimeout",
  "setInterval",
  "globalThis",
]);

/** Members of names that are otherwise welcome. */
const members = new Set(["Date.now", "Math.random", "Temporal.Now"]);

function isPure(filename: string): boolean {
  const path = filename.replaceAll("\\", "/");
  return pureParts.some((part) => path.startsWith(part) || path.includes(`/${part}`));
}

/** True where a name stands for a key or a member, not for the global of that name. */
function isOnlyAName(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed;
    case "Property":
    case "TSPropertySignature":
    case "TSMethodSignature":
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.key === node && !parent.computed;
    default:
      return false;
  }
}

const plugin: Deno.lint.Plugin = {
  name: "roadcall",
  rules: {
    "pure-parts": {
      create(context) {
        if (!isPure(context.filename)) return {};
        const report = (node: Deno.lint.Node, what: string) =>
          context.report({
            node,
            message: `${what} has no place in a pure part of the house`,
            hint: "Take what varies as a parameter: the time as `at`, an id as an argument.",
          });
        return {
          Identifier(node) {
            if (outside.has(node.name) && !isOnlyAName(node)) report(node, node.name);
          },
          MemberExpression(node) {
            if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
            const name = `${node.object.name}.${node.property.name}`;
            if (members.has(name)) report(node, name);
          },
          NewExpression(node) {
            const isDate = node.callee.type === "Identifier" && node.callee.name === "Date";
            if (isDate && node.arguments.length === 0) report(node, "new Date()");
          },
          CallExpression(node) {
            if (node.callee.type === "Identifier" && node.callee.name === "Date") {
              report(node, "Date()");
            }
          },
          ImportExpression(node) {
            report(node, "import()");
          },
        };
      },
    },
  },
};

export default plugin;
