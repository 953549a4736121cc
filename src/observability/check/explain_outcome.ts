import type { NetworkTrouble, Outcome } from "./record_answers.ts";

const troubles: Readonly<Record<NetworkTrouble, string>> = {
  refused: "nothing listens there (the connection was refused)",
  unknown_name: "no machine of this name is known",
  untrusted: "its certificate is not trusted here",
  silent: "it did not answer within 10 s",
  denied: "Deno denies the connection; start the task as deno.json has it",
  broken: "the connection broke",
};

/** Whether the server took it. */
export function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === "answered" && outcome.isSentry && outcome.status === 200;
}

/** Whether whatever else is sent will meet the same. */
export function isHopeless(outcome: Outcome): boolean {
  if (outcome.kind === "unreachable") return true;
  if (!outcome.isSentry) return true;
  return [400, 401, 403, 404].includes(outcome.status);
}

/** What came of it, for an operator, in a plain sentence. No key is in it. */
export function explainOutcome(outcome: Outcome, host: string): string {
  if (outcome.kind === "unreachable") {
    return `${host} cannot be reached: ${
      troubles[outcome.trouble]
    }. Check the host in SENTRY_DSN, ` +
      "and whether this machine may talk to it.";
  }
  const { status, isSentry } = outcome;
  const said = outcome.detail === null ? `${status}` : `${status}, "${outcome.detail}"`;
  if (isAccepted(outcome)) return "accepted (200)";
  if (status === 401 || status === 403) {
    return `${host} refuses the key or the project of SENTRY_DSN (${said}). Copy the DSN anew from ` +
      "the project's Client Keys in Sentry, and see that the key is enabled there.";
  }
  if (status === 429) {
    return `${host} takes no more of this for now (${said}): a quota is used up, or too much came ` +
      "at once. See Stats in Sentry.";
  }
  if (status >= 500) return `${host} has a trouble of its own (${said}). Try again later.`;
  if (!isSentry || status === 404) {
    return `${host} answers, but not as Sentry does (${status}). Check host and path in SENTRY_DSN.`;
  }
  return `${host} refuses it (${said}). Check SENTRY_DSN, key and all.`;
}
