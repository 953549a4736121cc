/** The table that a trial ends with. */
export interface TableSection {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, ...cells: (string | number)[]])[];
}

/** Names to the left, figures to the right. */
export function renderTable(sections: readonly TableSection[]): string {
  const rows = sections.flatMap(({ rows }) => rows);
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const columns = Math.max(...rows.map((row) => row.length - 1));
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(...rows.map((row) => String(row[column + 1] ?? "").length)),
  );
  const lines = sections.flatMap(({ title, rows }) => [
    "",
    title,
    ...rows.map(([name, ...cells]) => {
      const figures = widths.map((width, column) => String(cells[column] ?? "").padStart(width));
      return `  ${name.padEnd(nameWidth)}  ${figures.join("  ")}`.trimEnd();
    }),
  ]);
  return lines.slice(1).join("\n");
}
