/** What stands between Telegram and several programs: one address, behind which they take turns. */
export interface Balancer extends AsyncDisposable {
  /** The address of the webhook. */
  readonly url: string;
  /** Ports of the programs; the next call goes to the next one. Without any it answers 502. */
  targets: readonly number[];
  /** Every program gets every call; the first one's answer counts. */
  toAll: boolean;
  /** Each call that a program answered, in the order of the answers. */
  readonly answers: readonly BalancedAnswer[];
  /**
   * Runs before an answer is passed on.
   *
   * @returns whether the answer gets lost instead
   */
  onAnswer: (answer: BalancedAnswer) => boolean | Promise<boolean>;
  /** Resolves once every program has answered what it has got so far. */
  settle(): Promise<void>;
}

export interface BalancedAnswer {
  readonly port: number;
  readonly status: number;
  readonly updateId: number;
  /** Of the update as it was sent, JSON. */
  readonly body: string;
}

export function createBalancer(): Balancer {
  const answers: BalancedAnswer[] = [];
  const underWay = new Set<Promise<Response>>();
  let turn = 0;

  function passOn(port: number, body: string, headers: Headers): Promise<Response> {
    const passing = pass(port, body, headers).finally(() => underWay.delete(passing));
    underWay.add(passing);
    return passing;
  }

  async function pass(port: number, body: string, headers: Headers): Promise<Response> {
    const answer = await fetch(`http://127.0.0.1:${port}/webhook`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-telegram-bot-api-secret-token": headers.get("x-telegram-bot-api-secret-token") ?? "",
      },
    });
    await answer.body?.cancel();
    const { status } = answer;
    const retryAfter = answer.headers.get("retry-after");
    const told = { port, status, updateId: Number(JSON.parse(body).update_id), body };
    answers.push(told);
    if (await balancer.onAnswer(told)) return new Response(null, { status: 502 });
    return new Response(null, {
      status,
      headers: retryAfter === null ? {} : { "retry-after": retryAfter },
    });
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const body = await request.text();
    const { targets, toAll } = balancer;
    const chosen = toAll ? targets : targets.slice(turn % targets.length).slice(0, 1);
    turn++;
    try {
      const passed = await Promise.all(chosen.map((port) => passOn(port, body, request.headers)));
      return passed[0] ?? new Response(null, { status: 502 });
    } catch {
      // The program is gone.
      return new Response(null, { status: 502 });
    }
  });

  const balancer: Balancer = {
    url: `http://127.0.0.1:${server.addr.port}/webhook`,
    targets: [],
    toAll: false,
    answers,
    onAnswer: () => false,
    settle: async () => void await Promise.allSettled(underWay),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return balancer;
}
