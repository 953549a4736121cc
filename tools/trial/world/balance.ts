/**
 * What stands between Telegram and the replicas in webhook mode: one address, behind which they
 * take turns. Where it is told to, it hands updates to two replicas at once, loses answers, and lets
 * an update wait while later ones pass.
 */
import type { Random } from "../random.ts";
import type { TrialClock } from "./clock.ts";
import { wait } from "./wait.ts";

export interface Balancer extends AsyncDisposable {
  readonly url: string;
  /** Whether it makes trouble; off at first. */
  troubled: boolean;
  readonly counts: BalancerCounts;
  /** Updates that were put aside and that no replica has taken yet. */
  waiting(): number;
}

export interface BalancerCounts {
  /** Handed to two replicas at the same time. */
  doubled: number;
  /** Overtaken by later updates of its chat. */
  overtaken: number;
  /** Taken by a replica, and Telegram was not told. */
  unconfirmed: number;
}

export interface BalancerOptions {
  /** Ports of the replicas that run now. */
  readonly ports: () => readonly number[];
  readonly random: Random;
  readonly clock: TrialClock;
}

const doubledShare = 0.05;
const overtakenShare = 0.03;
const unconfirmedShare = 0.03;
/** An update that waits is overtaken by what comes within so many seconds at most. */
const longestDelaySeconds = 20;
const secretHeader = "x-telegram-bot-api-secret-token";

interface Update {
  readonly body: string;
  readonly secret: string;
}

export function createBalancer({ ports, random, clock }: BalancerOptions): Balancer {
  const counts: BalancerCounts = { doubled: 0, overtaken: 0, unconfirmed: 0 };
  let turn = 0;
  let waiting = 0;
  const ended = new AbortController();

  /** @returns what the replica answered; 502 where it is gone */
  async function pass(port: number, { body, secret }: Update): Promise<Response> {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/webhook`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", [secretHeader]: secret },
      });
      await answer.body?.cancel();
      const after = answer.headers.get("retry-after");
      const headers = after === null ? {} : { "retry-after": after };
      return new Response(null, { status: answer.status, headers });
    } catch {
      return new Response(null, { status: 502 });
    }
  }

  async function passOn(update: Update): Promise<Response> {
    const running = ports();
    const start = turn++;
    const chosen = running.map((_, index) => running[(start + index) % running.length] ?? 0)
      .slice(0, balancer.troubled && running.length > 1 && random.chance(doubledShare) ? 2 : 1);
    if (chosen.length === 2) counts.doubled++;
    const answers = await Promise.all(chosen.map((port) => pass(port, update)));
    const answer = answers.find(({ ok }) => ok) ?? answers[0] ??
      new Response(null, { status: 502 });
    if (!balancer.troubled || !answer.ok || !random.chance(unconfirmedShare)) return answer;
    counts.unconfirmed++;
    return new Response(null, { status: 502 });
  }

  /** Telegram believes it delivered: from now on it is up to us. */
  async function passLater(update: Update, ms: number): Promise<void> {
    waiting++;
    await wait(ms, ended.signal);
    while (!ended.signal.aborted && !(await passOn(update)).ok) await wait(100, ended.signal);
    waiting--;
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const update = {
      body: await request.text(),
      secret: request.headers.get(secretHeader) ?? "",
    };
    if (!balancer.troubled || !random.chance(overtakenShare)) return await passOn(update);
    counts.overtaken++;
    void passLater(update, clock.toWallMs(random.integer(1, longestDelaySeconds)));
    return new Response(null);
  });

  const balancer: Balancer = {
    url: `http://127.0.0.1:${server.addr.port}/webhook`,
    troubled: false,
    counts,
    waiting: () => waiting,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await server.shutdown();
    },
  };
  return balancer;
}
