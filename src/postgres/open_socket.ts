import { lookup } from "node:dns";
import { type LookupFunction, Socket } from "node:net";

/** What postgres.js says of where to connect to. */
export interface SocketTarget {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket. */
  readonly path?: string | false | undefined;
}

/** Stands for the host while it is looked up, since an address would not be. */
const ownName = "postgres";

/**
 * The socket as postgres.js (3.4.9) opens it, but for Nagle's algorithm. It writes 1 KB of pipelined
 * statements at once and the rest in a moment, and with that algorithm the kernel holds the rest back
 * until the server has answered the first part: one more round trip.
 *
 * It is handed over before it is connected, as what is written until then waits in it.
 */
export function openSocket({ host: [host], port: [port], path }: SocketTarget): Socket {
  const socket = new Socket();
  socket.setNoDelay(true);
  if (path) return socket.connect(path);
  if (host === undefined || port === undefined) {
    throw new TypeError("there is no host to connect to");
  }
  // What fails at once, as where the permission is lacking, would fail before anybody listens.
  const lookUpLater: LookupFunction = (_name, options, done) =>
    setImmediate(() => lookup(host, options, done));
  socket.connect({ port, host: ownName, lookup: lookUpLater });
  // By this the certificate is checked where the connection is encrypted.
  return Object.assign(socket, { host, port });
}
