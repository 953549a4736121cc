/** Where a text stands among all that came in. */
import type { Finding } from "./control.ts";
import type { ReceivedRequest } from "./requests.ts";

const around = 60;

export function findText(requests: readonly ReceivedRequest[], text: string): Finding[] {
  if (text === "") throw new Error("an empty text would be found everywhere");
  const spellings = listSpellings(text);
  return requests.flatMap((request) => {
    const places: [string, string][] = [
      ["body", request.text],
      ["path", request.path],
      ...Object.entries(request.headers),
    ];
    return places.flatMap(([place, content]): Finding[] => {
      const at = Math.max(...spellings.map((spelling) => content.indexOf(spelling)));
      if (at < 0) return [];
      const excerpt = content.slice(Math.max(0, at - around), at + text.length + around);
      return [{ request: request.no, place, excerpt }];
    });
  });
}

/** As it is, and as it would stand in JSON, in a URL, and in base64 of its own. */
function listSpellings(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([
      text,
      json,
      // JSON in JSON, as a body kept as a breadcrumb's text would be.
      JSON.stringify(json).slice(1, -1),
      encodeURIComponent(text),
      encodeURI(text),
      new URLSearchParams({ "": text }).toString().slice(1),
      new TextEncoder().encode(text).toBase64().replace(/=+$/, ""),
    ]),
  ];
}
