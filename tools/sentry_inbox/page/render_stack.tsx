/** A stack trace: the innermost call first, our own lines open, libraries folded. */
import type { Child } from "hono/jsx";
import type { Frame, SentryException } from "../items/event.ts";
import { renderCount } from "./measures.ts";
import { renderFile, renderFunction } from "./names.ts";

export function renderException(exception: SentryException, isCause: boolean): Child {
  const { mechanism, stacktrace } = exception;
  const frames = (stacktrace?.frames ?? []).toReversed();
  const firstOwn = frames.findIndex(({ in_app: own }) => own === true);
  return (
    <article class="exception">
      <h3>
        {isCause ? <span class="faint">Caused by</span> : null}{" "}
        <span class="exception-type">{exception.type ?? "Error"}</span>
        {mechanism?.handled === false ? <span class="mark mark-bad">unhandled</span> : null}
        {mechanism?.type && mechanism.type !== "generic" && mechanism.type !== "chained"
          ? <span class="mark">{mechanism.type}</span>
          : null}
      </h3>
      {exception.value ? <p class="exception-value">{exception.value}</p> : null}
      {frames.length === 0 ? <p class="faint">No stack trace.</p> : (
        <ol class="frames">
          {foldForeign(frames).map((part) =>
            part.own
              ? part.frames.map((frame) => renderOwnFrame(frame, frames[firstOwn] === frame))
              : renderForeign(part.frames, firstOwn === -1)
          )}
        </ol>
      )}
    </article>
  );
}

interface FramePart {
  readonly own: boolean;
  readonly frames: Frame[];
}

/** Frames that follow each other and are ours, or are not. */
function foldForeign(frames: readonly Frame[]): readonly FramePart[] {
  const parts: FramePart[] = [];
  for (const frame of frames) {
    const own = frame.in_app === true;
    const last = parts.at(-1);
    if (last?.own === own) last.frames.push(frame);
    else parts.push({ own, frames: [frame] });
  }
  return parts;
}

function renderOwnFrame(frame: Frame, open: boolean): Child {
  if (!frame.context_line) return renderPlainFrame(frame);
  return (
    <li class="frame frame-own">
      <details open={open}>
        <summary>{renderFrameHead(frame)}</summary>
        {renderSource(frame)}
      </details>
    </li>
  );
}

function renderForeign(frames: readonly Frame[], open: boolean): Child {
  return (
    <li class="frame frame-foreign">
      <details open={open}>
        <summary>
          {renderCount(frames.length, "frame")} of libraries and the runtime
        </summary>
        <ol class="frames">
          {frames.map(renderPlainFrame)}
        </ol>
      </details>
    </li>
  );
}

function renderPlainFrame(frame: Frame): Child {
  return <li class="frame">{renderFrameHead(frame)}</li>;
}

function renderFrameHead(frame: Frame): Child {
  const position = [frame.lineno, frame.colno].filter((part) => part).join(":");
  return (
    <>
      <code class="frame-function">{renderFunction(frame)}</code>{" "}
      <span class="frame-place">
        {renderFile(frame) || "unknown file"}
        {position === "" ? null : `:${position}`}
      </span>
    </>
  );
}

function renderSource({ pre_context: pre, context_line: line, post_context: post, lineno }: Frame) {
  const before = pre ?? [];
  const first = (lineno ?? 1) - before.length;
  const lines = [...before, line ?? "", ...post ?? []];
  return (
    <ol class="source" tabindex={0} aria-label="Source">
      {lines.map((text, i) => (
        <li class={i === before.length ? "source-line source-here" : "source-line"}>
          <span class="source-number">{first + i}</span>
          <code>{text}</code>
        </li>
      ))}
    </ol>
  );
}
