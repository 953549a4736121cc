/**
 * A plugin of `deno lint` for features: they call a use case through `carryOut` and never by itself,
 * so that each is told as a span.
 */
const features = "src/telegram/features/";
const useCases = /\/desk\/(?!ports\b|desk\.ts$|carry_out\.ts$)/;

const plugin: Deno.lint.Plugin = {
  name: "roadcall-features",
  rules: {
    "carried-out": {
      create(context) {
        if (!context.filename.replaceAll("\\", "/").includes(features)) return {};
        const imported = new Set<string>();
        return {
          ImportDeclaration(node) {
            if (node.importKind === "type" || !useCases.test(node.source.value)) return;
            for (const specifier of node.specifiers) imported.add(specifier.local.name);
          },
          CallExpression(node) {
            const { callee } = node;
            if (callee.type !== "Identifier" || !imported.has(callee.name)) return;
            context.report({
              node,
              message: `${callee.name} is called by itself`,
              hint: `Write carryOut(desk, ${callee.name}, …), so that whoever watches sees it.`,
            });
          },
        };
      },
    },
  },
};

export default plugin;
