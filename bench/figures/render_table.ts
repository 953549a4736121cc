/** A table as Markdown has it; the first row is its head, numbers stand to the right. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    )
  ).map((cells) => `| ${cells.join(" | ")} |`);
  const rule = widths.map((width, column) =>
    "-".repeat(width - (column === 0 ? 0 : 1)) + (column === 0 ? "" : ":")
  );
  return [lines[0], `| ${rule.join(" | ")} |`, ...lines.slice(1)].join("\n");
}
