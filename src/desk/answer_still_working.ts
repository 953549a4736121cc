export type StillWorkingAnswer = "yes" | "hand_over" | "resolve";
