/** The list above the composer: the bot's commands behind "/", people behind "@". */

const list = () => document.getElementById("suggestions");
const field = () => document.getElementById("text");

/** People without a username that were picked from the list: name → id. */
const picked = new Map();
let active = 0;

/** The picked names that the text still contains. */
export function listTextMentions(text) {
  return [...picked].filter(([name]) => text.includes(name))
    .map(([name, personId]) => ({ name, personId }));
}

/** What is being typed: a command at the start, or a mention before the caret. */
function findWord() {
  const box = field();
  const before = box.value.slice(0, box.selectionStart);
  const command = /^\/[\w@]*$/.exec(before);
  if (command !== null) return { kind: "command", word: command[0], from: 0 };
  const mention = /(?:^|\s)(@\w*)$/.exec(before);
  if (mention === null) return null;
  return { kind: "mention", word: mention[1], from: before.length - mention[1].length };
}

function listMatches({ kind, word }) {
  const start = word.toLowerCase();
  return [...document.querySelectorAll(`#facts [data-suggest="${kind}"]`)].filter(({ dataset }) =>
    dataset.insert.toLowerCase().startsWith(start) ||
    (kind === "mention" && dataset.about.toLowerCase().startsWith(start.slice(1)))
  );
}

/** Shows what fits what is typed, or nothing. */
export function suggest() {
  const found = findWord();
  const matches = found === null ? [] : listMatches(found);
  if (matches.length === 0) return closeSuggestions();
  active = 0;
  list().replaceChildren(...matches.map(({ dataset }, index) => {
    const option = document.createElement("button");
    option.type = "button";
    option.id = `suggestion-${index}`;
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.dataset.insert = dataset.insert;
    if (dataset.personId !== undefined) option.dataset.personId = dataset.personId;
    const name = document.createElement("strong");
    name.textContent = dataset.insert;
    const about = document.createElement("span");
    about.textContent = dataset.about;
    option.append(name, about);
    option.addEventListener("click", () => pick(option));
    return option;
  }));
  list().hidden = false;
  mark();
}

function mark() {
  const options = [...list().children];
  for (const [index, option] of options.entries()) {
    option.setAttribute("aria-selected", String(index === active));
  }
  options[active]?.scrollIntoView({ block: "nearest" });
  field().setAttribute("aria-activedescendant", `suggestion-${active}`);
}

/** Hides the list. */
export function closeSuggestions() {
  const box = list();
  if (box === null || box.hidden) return false;
  box.hidden = true;
  field().removeAttribute("aria-activedescendant");
  return true;
}

function pick(option) {
  const box = field();
  const found = findWord();
  if (found === null) return;
  const { insert, personId } = option.dataset;
  if (personId !== undefined) picked.set(insert, Number(personId));
  const rest = box.value.slice(box.selectionStart).trimStart();
  const start = `${box.value.slice(0, found.from)}${insert} `;
  box.value = start + rest;
  box.setSelectionRange(start.length, start.length);
  closeSuggestions();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/**
 * What a key does while the list is open. A command that is typed out in full is sent by Enter
 * instead of being completed.
 * @returns {boolean} true where the key is used up
 */
export function useKey(event) {
  const box = list();
  if (box === null || box.hidden) return false;
  const count = box.children.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    active = (active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    mark();
  } else if (event.key === "Tab" || event.key === "Enter") {
    const option = box.children[active];
    const complete = option.dataset.insert.toLowerCase() === findWord()?.word.toLowerCase();
    if (event.key === "Enter" && complete) return false;
    pick(option);
  } else if (event.key === "Escape") closeSuggestions();
  else return false;
  event.preventDefault();
  return true;
}
