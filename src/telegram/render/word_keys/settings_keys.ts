/** Words of the settings. */
export const settingsKeys = {} as const;
