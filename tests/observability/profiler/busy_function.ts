/** Types that are gone when it runs, so that lines there are not the lines here. */
export interface Wish {
  readonly milliseconds: number;
  readonly colour?: string;
}

type Answer = number;

export function busyFunction({ milliseconds }: Wish): Answer {
  const end = performance.now() + milliseconds;
  let answer: Answer = 0;
  while (performance.now() < end) {
    for (let step = 0; step < 1_000; step++) answer += Math.sqrt(step);
  }
  return answer;
}

/** As busy, and not what is looked for. */
export function otherFunction({ milliseconds }: Wish): Answer {
  const end = performance.now() + milliseconds;
  let answer: Answer = 0;
  while (performance.now() < end) {
    for (let step = 0; step < 1_000; step++) answer += Math.cbrt(step);
  }
  return answer;
}
