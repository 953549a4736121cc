/** What features note about the update that they carry out, for whoever is told of it. */
export class UpdateNotes {
  /** What a message turned out to be, such as `summary`; null as long as only its kind is known. */
  became: string | null = null;
  /** It reported an incident. */
  opened = false;
  /** It was tried here before, and failed so that nobody knows whether it was applied. */
  unsure = false;
  /** The answers to presses that were begun; none of them rejects. */
  readonly begun: Promise<void>[] = [];
}
