/** What `/department …` asks for, as decoded from its words. */
export type DepartmentCommand =
  | { readonly type: "add"; readonly name: string }
  /** Both names in one, `OLD to NEW`: where they part depends on which departments there are. */
  | { readonly type: "rename"; readonly names: string }
  | { readonly type: "remove"; readonly name: string }
  | { readonly type: "restrict"; readonly name: string }
  | {
    readonly type: "sla";
    /** Null: the organisation's own. */
    readonly name: string | null;
    /** As typed; null: as the organisation has it. */
    readonly claim: string | null;
    readonly resolve: string | null;
  }
  | { readonly type: "sla_usage" }
  | { readonly type: "usage" };

/** Each way to part `OLD to NEW`: a name may have a "to" in it. */
export function listRenames(
  names: string,
): readonly { readonly from: string; readonly to: string }[] {
  const words = names.split(" ");
  return words.flatMap((word, index) =>
    word.toLowerCase() === "to" && index > 0 && index < words.length - 1
      ? [{ from: words.slice(0, index).join(" "), to: words.slice(index + 1).join(" ") }]
      : []
  );
}
