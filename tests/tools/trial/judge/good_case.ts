/** Two incidents as they stand when all went well, and the people's record of them. */
import type { Case } from "../../../../tools/trial/judge/case.ts";
import {
  createEmpty,
  createJudged,
  dana,
  dispatch,
  firstCard,
  type Made,
  maintenance,
  mia,
  now,
  sam,
  secondCard,
} from "./good_rows.ts";
import { edit, press, pressInVain, report, say } from "./good_story.ts";
import { show } from "./good_chat.ts";

/** @param lie changes what was made; without one all is as it should be */
export function makeCase(lie: (made: Made) => void = () => {}): Case {
  const made = createEmpty();
  const first = report(made, { id: 1, message: 1, card: firstCard, at: now - 3_600_000 });
  press(made, first, dana, "assign_department", maintenance);
  say(made, first, sam, "comment", 3);
  press(made, first, mia, "claim");
  pressInVain(made, first, sam, "claim");
  press(made, first, mia, "request_resolution");
  say(made, first, mia, "summary", 4);
  const second = report(made, { id: 2, message: 10, card: secondCard, at: now - 1_800_000 });
  edit(made, second);
  press(made, second, dana, "assign_department", dispatch);
  show(made);
  lie(made);
  return createJudged(made);
}
