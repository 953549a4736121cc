import { isIP, type LookupFunction, Socket } from "node:net";

/** What postgres.js says of where to connect to. */
export interface SocketTarget {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket. */
  readonly path?: string | false | undefined;
}

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
  const family = isIP(host);
  if (family === 0) socket.connect(port, host);
  else socket.connect({ port, host: ownName, lookup: createLookup(host, family) });
  // By this the certificate is checked where the connection is encrypted.
  return Object.assign(socket, { host, port });
}

/** Stands for an address, which would not be looked up. */
const ownName = "postgres";

/**
 * "Looks up" an address, so that nobody connects to it before the next turn of the event loop: what
 * fails at once, as where the permission is lacking, would fail before anybody listens for it.
 */
function createLookup(address: string, family: number): LookupFunction {
  return (_name, options, done) =>
    setImmediate(() =>
      options.all ? done(null, [{ address, family }]) : done(null, address, family)
    );
}
