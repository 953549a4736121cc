import type { Incident, Instant } from "../../incident/incident.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import type { Desk } from "../desk.ts";
import type { CardMessage, DueTimer, Organisation, Transaction } from "../ports.ts";

/**
 * A due timer in the transaction that settles it: its organisation and its incident's group are
 * entered, the incident is locked, and its breaches are noted.
 */
export interface TimerRun {
  readonly desk: Desk;
  readonly tx: Transaction;
  readonly timer: DueTimer;
  readonly organisation: Organisation;
  readonly incident: Incident;
  readonly level: ServiceLevel;
  readonly card: CardMessage;
  readonly at: Instant;
}

/**
 * Carries one kind out. The timer is gone already; whoever needs another one sets it. What it was
 * set for may have passed meanwhile: then nothing happens.
 */
export type RunTimer = (run: TimerRun) => Promise<void>;
