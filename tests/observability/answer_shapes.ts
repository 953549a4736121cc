/**
 * How Sentry writes what it was told: not as it was told it. Names come in camel case, queries three
 * layers deep, ids as text, lists of conditions in an order that nobody promised.
 */
export type Item = Record<string, unknown> & { readonly id: string };
export type Fields = Record<string, unknown>;

const stamp = "2026-11-25T22:00:00.000000Z";
export const projectId = "4501";

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

export function toCamel(value: unknown): unknown {
  return rename(value, (name) => name.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase()));
}

function toSnake(value: unknown): unknown {
  return rename(value, (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function rename(value: unknown, change: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => rename(each, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [change(name), rename(each, change)]),
  );
}

export function detectorOf(id: string, name: string, type: string): Item {
  return {
    id,
    projectId,
    name,
    type,
    description: null,
    workflowIds: [],
    owner: null,
    createdBy: null,
    dateCreated: stamp,
    dateUpdated: stamp,
    dataSources: null,
    conditionGroup: null,
    config: {},
    enabled: true,
  };
}

/** @param nextId gives an id that nothing else has */
export function createShapes(nextId: () => string) {
  function withIds(group: unknown): unknown {
    if (!isRecord(group)) return group;
    const named = (each: unknown) => isRecord(each) ? { id: nextId(), ...each } : each;
    return {
      id: nextId(),
      organizationId: "1",
      actions: [],
      ...group,
      conditions: listOf(group.conditions).map(named).toReversed(),
      ...("actions" in group ? { actions: listOf(group.actions).map(named) } : {}),
    };
  }

  return {
    detector: (input: Fields): Fields => ({
      ...input,
      dataSources: listOf(input.dataSources).map((source) => {
        const { queryType: _, ...query } = fieldsOf(source);
        const snubaQuery = { id: nextId(), extrapolationMode: "unknown", ...query };
        return {
          id: nextId(),
          type: "snuba_query_subscription",
          queryObj: { id: nextId(), status: 0, snubaQuery },
        };
      }),
      conditionGroup: withIds(input.conditionGroup),
      config: { comparisonDelta: null, ...fieldsOf(input.config) },
    }),
    workflow: (input: Fields): Fields => ({
      organizationId: "1",
      createdBy: "5",
      dateCreated: stamp,
      dateUpdated: stamp,
      lastTriggered: null,
      owner: null,
      ...input,
      detectorIds: listOf(input.detectorIds).map(String),
      triggers: withIds(input.triggers),
      actionFilters: listOf(input.actionFilters).map(withIds),
    }),
    dashboard: (input: Fields): Fields => ({
      dateCreated: stamp,
      filters: {},
      permissions: null,
      isFavorited: false,
      prebuiltId: null,
      ...input,
      widgets: listOf(input.widgets).map((widget) => ({
        id: nextId(),
        description: null,
        thresholds: null,
        limit: null,
        ...fieldsOf(widget),
      })),
    }),
    release: (input: Fields): Fields => ({ ref: null, ...input }),
    monitor: (id: string, input: Fields): Item => ({
      isMuted: false,
      isUpserting: false,
      environments: [],
      owner: null,
      ...input,
      id,
      // Its config alone is written as in requests.
      config: toSnake({ alertRuleId: null, ...fieldsOf(input.config) }),
      project: { id: projectId, slug: input.project, name: "Roadcall" },
    }),
  };
}
