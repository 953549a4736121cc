/** What is kept of every request, whether it was taken or not. */
export interface ReceivedRequest {
  /** Counts from 1. */
  readonly no: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The HTTP status of the answer; null while it hangs, or where the connection was broken. */
  readonly status: number | null;
  /** The body as it came over the wire. */
  readonly wire: Uint8Array<ArrayBuffer>;
  /** The body unpacked, as text; bytes that are no UTF-8 are replaced. */
  readonly text: string;
  /** The types of the envelope's items; none where it could not be read. */
  readonly itemTypes: readonly string[];
}
