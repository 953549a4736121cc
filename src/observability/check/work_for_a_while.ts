/** So long, that V8 looks at it some thirty times. */
const milliseconds = 60;

/** Something for a profile to see. */
export function workForAWhile(): number {
  const end = performance.now() + milliseconds;
  let answer = 0;
  while (performance.now() < end) {
    for (let step = 0; step < 1_000; step++) answer += Math.sqrt(step);
  }
  return answer;
}
