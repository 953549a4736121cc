import type { Desk } from "./desk.ts";

/** Carries a use case out, as a span of its name: `press_card`. Every feature goes through it. */
export function carryOut<D extends Pick<Desk, "telemetry">, I extends readonly unknown[], O>(
  desk: D,
  useCase: (desk: D, ...input: I) => Promise<O>,
  ...input: I
): Promise<O> {
  return desk.telemetry.traced(
    toSnakeCase(useCase.name),
    "function",
    () => useCase(desk, ...input),
  );
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
