import { isJsonList, isJsonObject, type Json, listItems } from "../sentry_api/json.ts";

/** One place where Sentry has something else than we say. */
export interface Difference {
  /** Such as `config.schedule` or `widgets[Time to claim].layout.x`. */
  readonly path: string;
  /** What stands there; undefined where nothing does. */
  readonly is: Json | undefined;
  /** What should; undefined where nothing should. */
  readonly wanted: Json | undefined;
}

/**
 * Compares what we say with what is there. Names that we say nothing about are Sentry's own affair
 * (ids, stamps, owners) or the operator's.
 */
export function findDifferences(wanted: Json, is: Json | undefined, path = ""): Difference[] {
  if (isJsonObject(wanted)) {
    const there = isJsonObject(is) ? is : {};
    return Object.entries(wanted).flatMap(([name, each]) =>
      findDifferences(each, there[name], path === "" ? name : `${path}.${name}`)
    );
  }
  if (isJsonList(wanted)) return compareLists(wanted, listItems(is), path);
  return wanted === is ? [] : [{ path, is, wanted }];
}

function compareLists(wanted: readonly Json[], is: readonly Json[], path: string): Difference[] {
  if (![...wanted, ...is].some((each) => isJsonObject(each) || isJsonList(each))) {
    return JSON.stringify(wanted) === JSON.stringify(is) ? [] : [{ path, is, wanted }];
  }
  const there = wanted.flatMap((each, index) =>
    findDifferences(each, is[index], `${path}[${nameOf(each, index)}]`)
  );
  const tooMany = is.slice(wanted.length).map((each, index) => ({
    path: `${path}[${nameOf(each, wanted.length + index)}]`,
    is: each,
    wanted: undefined,
  }));
  return [...there, ...tooMany];
}

function nameOf(item: Json, index: number): string {
  return isJsonObject(item) && typeof item.title === "string" ? item.title : String(index);
}
