/** What a guided set-up offers to keep or drop. */
export const readyMadeDepartments = ["Dispatch", "Maintenance", "Safety", "Accounting"] as const;
