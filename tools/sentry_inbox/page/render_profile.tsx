/** A profile: a flame graph, and the frames in which the time went. */
import type { Child } from "hono/jsx";
import {
  computeProfile,
  type FlameNode,
  foldForeign,
  type HeavyFrame,
  isIdle,
} from "../figures/profile_tree.ts";
import type { Profile, ProfileFrame } from "../items/profile.ts";
import { renderCount, renderDuration, renderNumber } from "./measures.ts";
import { renderFunction, renderPlace } from "./names.ts";
import { renderSection } from "./render_facts.tsx";

const rowHeight = 20;
/** Narrower ones, as a share of all, could neither be read nor hit. */
const narrowest = 0.002;
const deepest = 80;
const heaviestShown = 20;

export function renderProfile(profile: Profile): Child {
  const { roots, heaviest, totalMs, idleMs, samples } = computeProfile(profile);
  const folded = foldForeign(roots);
  const busyMs = totalMs - idleMs;
  const thread = profile.profile.thread_metadata?.[profile.transaction.active_thread_id]?.name;
  const note = `${renderCount(samples, "sample")} in ${renderDuration(totalMs)}, ` +
    `busy for ${renderDuration(busyMs)}${thread ? `, thread ${thread}` : ""}`;
  return (
    <>
      {renderSection(
        "Flame graph",
        <div class="flames">
          {renderFlameGraph(folded, totalMs)}
          <output class="flame-note" id="flame-note">Point at a call to see what it is.</output>
          {countNodes(folded) === countNodes(roots) ? null : (
            <details class="raw">
              <summary>With all calls of libraries and the runtime</summary>
              {renderFlameGraph(roots, totalMs)}
            </details>
          )}
        </div>,
        note,
      )}
      {renderSection("Heaviest frames", renderHeaviest(heaviest, totalMs))}
    </>
  );
}

function renderFlameGraph(roots: readonly FlameNode[], totalMs: number): Child {
  const bars: Child[] = [];
  let rows = 0;
  function place(nodes: readonly FlameNode[], from: number, depth: number): void {
    let at = from;
    for (const node of nodes) {
      const share = node.totalMs / totalMs;
      if (share >= narrowest && depth < deepest) {
        rows = Math.max(rows, depth + 1);
        bars.push(renderBar(node, at, share, depth, totalMs));
        place(node.children, at, depth + 1);
      }
      at += share;
    }
  }
  if (totalMs > 0) place(roots, 0, 0);
  return (
    <svg
      class="flame-graph"
      width="100%"
      height={rows * rowHeight}
      role="img"
      aria-label="Calls from the outermost at the top, as wide as the time they took"
    >
      {bars}
    </svg>
  );
}

function countNodes(nodes: readonly FlameNode[]): number {
  return nodes.reduce((sum, { children }) => sum + 1 + countNodes(children), 0);
}

function renderBar(node: FlameNode, at: number, share: number, depth: number, totalMs: number) {
  const { frame } = node;
  const words = describeBar(frame, node.totalMs, totalMs);
  return (
    <svg
      class={`flame ${toneOf(frame)}`}
      x={percent(at)}
      y={depth * rowHeight}
      width={percent(share)}
      height={rowHeight - 1}
      data-words={words}
    >
      <title>{words}</title>
      <rect width="100%" height="100%" rx="2" />
      <text x="4" y={rowHeight - 6}>{renderFunction(frame)}</text>
    </svg>
  );
}

function describeBar(frame: ProfileFrame, ms: number, totalMs: number): string {
  const place = renderPlace(frame);
  const time = `${renderDuration(ms)} (${renderNumber(ms / totalMs * 100)} %)`;
  return [renderFunction(frame), place, time].filter((part) => part !== "").join(" · ");
}

function toneOf(frame: ProfileFrame): string {
  if (isIdle(frame)) return "flame-idle";
  return frame.in_app === true ? "flame-own" : "flame-foreign";
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

export function renderHeaviest(all: readonly HeavyFrame[], totalMs: number): Child {
  const frames = all.slice(0, heaviestShown);
  if (frames.length === 0) return <p class="faint">Nothing but idle time was sampled.</p>;
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Heaviest frames, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col" class="number">Self</th>
            <th scope="col" class="number">Total</th>
          </tr>
        </thead>
        <tbody>
          {frames.map(({ frame, selfMs, totalMs: frameMs }) => (
            <tr>
              <td>
                <code class={frame.in_app === true ? "own-code" : ""}>{renderFunction(frame)}</code>
                <span class="frame-place">{renderPlace(frame)}</span>
              </td>
              <td class="number">{renderShare(selfMs, totalMs)}</td>
              <td class="number">{renderShare(frameMs, totalMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function renderShare(ms: number, totalMs: number): Child {
  const share = totalMs > 0 ? ms / totalMs * 100 : 0;
  return (
    <>
      {renderDuration(ms)} <span class="faint">{renderNumber(share)} %</span>
    </>
  );
}
