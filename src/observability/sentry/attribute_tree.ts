import type { Attributes } from "../../desk/ports.ts";

/**
 * Where things are found by attributes, in their order, without making a text of them first: that
 * text was a third of what a figure cost.
 */
export class AttributeTree<T> {
  thing: T | null = null;
  readonly #branches = new Map<string, Map<Attributes[string], AttributeTree<T>>>();

  branch(name: string, value: Attributes[string]): AttributeTree<T> {
    let byValue = this.#branches.get(name);
    if (byValue === undefined) this.#branches.set(name, byValue = new Map());
    let branch = byValue.get(value);
    if (branch === undefined) byValue.set(value, branch = new AttributeTree());
    return branch;
  }
}

/** Where the thing with these attributes is, or belongs. */
export function findPlace<T>(tree: AttributeTree<T>, attributes: Attributes): AttributeTree<T> {
  let place = tree;
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) place = place.branch(name, value);
  }
  return place;
}
