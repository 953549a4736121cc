/**
 * What a button carries: `1:cl:16:1:2`, that is the version, what is pressed, then numbers in base
 * 36. It comes back from a client and is never trusted: it only says what to look up.
 */
import type { StillWorkingAnswer } from "../desk/answer_still_working.ts";
import type { PressAction } from "../desk/outcome.ts";
import type { SettingsAction } from "../desk/settings/press_settings.ts";
import type { Expectation } from "../incident/command.ts";
import {
  type AnonymousCommandId,
  type ConnectionRequestId,
  type DepartmentId,
  type IncidentId,
  type InvitationId,
  type JoinRequestId,
  type OrganisationId,
  parseAnonymousCommandId,
  parseConnectionRequestId,
  parseDepartmentId,
  parseIncidentId,
  parseInvitationId,
  parseJoinRequestId,
  parseOrganisationId,
} from "../people/ids.ts";
import { encodeSettingsAction, parseSettingsAction } from "./settings_callback.ts";

export type { StillWorkingAnswer };

export type CallbackData =
  /** A button under an incident's card. */
  | {
    readonly type: "press";
    readonly action: PressAction;
    readonly incidentId: IncidentId;
    readonly expected: Expectation;
    /** For `assign_department` and `transfer`; null for every other action. */
    readonly departmentId: DepartmentId | null;
  }
  /** "Set up" under the welcome. */
  | { readonly type: "setup_start" }
  /** Keep or drop the ready-made department at this index. */
  | { readonly type: "setup_toggle"; readonly department: number }
  | { readonly type: "setup_rename" }
  | { readonly type: "setup_finish" }
  | { readonly type: "setup_cancel" }
  /** An answer to "still working?". */
  | {
    readonly type: "still_working";
    readonly answer: StillWorkingAnswer;
    readonly incidentId: IncidentId;
    readonly expected: Expectation;
  }
  /** An organisation's name, in private. */
  | { readonly type: "choose_organisation"; readonly organisationId: OrganisationId }
  /** Approve or Decline, of a group that wants to join. */
  | {
    readonly type: "answer_connection";
    readonly approve: boolean;
    readonly organisationId: OrganisationId;
    readonly requestId: ConnectionRequestId;
  }
  /** A button of the settings' board. */
  | {
    readonly type: "settings";
    readonly organisationId: OrganisationId;
    readonly action: SettingsAction;
  }
  /** Approve or Decline, to OpsManagers. */
  | {
    readonly type: "decide_join";
    readonly organisationId: OrganisationId;
    readonly requestId: JoinRequestId;
    readonly approved: boolean;
  }
  /** "I am @name". */
  | { readonly type: "accept_invitation"; readonly invitationId: InvitationId }
  /** "Confirm it's you". */
  | { readonly type: "confirm_yourself"; readonly commandId: AnonymousCommandId };

/** Bot API, `InlineKeyboardButton.callback_data`, in bytes. All that is encoded here is ASCII. */
export const callbackDataLimit = 64;

/** Buttons of another version were drawn by another program: they mean nothing here. */
const version = "1";

const pressCodes: Readonly<Record<PressAction, string>> = {
  assign_department: "as",
  transfer: "tr",
  claim: "cl",
  release: "re",
  request_resolution: "rq",
  withdraw_resolution: "wi",
  take_over_summary: "ta",
  cancel: "ca",
  reopen: "ro",
  add_summary: "ad",
  open_choice: "oc",
  close_choice: "cc",
};

const plainCodes = {
  setup_start: "ss",
  setup_rename: "sr",
  setup_finish: "sf",
  setup_cancel: "sc",
} as const;

const stillWorkingCodes: Readonly<Record<StillWorkingAnswer, string>> = {
  yes: "wy",
  hand_over: "wh",
  resolve: "wr",
};

const joinCodes = { approve: "jy", decline: "jn" } as const;
const toggleCode = "st";
const invitationCode = "in";
const confirmCode = "me";
const organisationCode = "og";
const connectionCodes = { approve: "ap", decline: "de" } as const;

const pressActions = new Map(Object.entries(pressCodes).map(([action, code]) => [code, action]));

const stillWorkingAnswers = new Map(
  Object.entries(stillWorkingCodes).map(([answer, code]) => [code, answer]),
);

function join(code: string, ...numbers: readonly number[]): string {
  return [version, code, ...numbers.map((number) => number.toString(36))].join(":");
}

/** The button's data, at most {@link callbackDataLimit} bytes for any ids that Telegram can name. */
export function encodeCallback(data: CallbackData): string {
  switch (data.type) {
    case "press": {
      const { action, incidentId, expected, departmentId } = data;
      const numbers = [incidentId, expected.cycle, expected.session];
      if (departmentId !== null) numbers.push(departmentId);
      return join(pressCodes[action], ...numbers);
    }
    case "still_working": {
      const { answer, incidentId, expected } = data;
      return join(stillWorkingCodes[answer], incidentId, expected.cycle, expected.session);
    }
    case "settings": {
      const { code, numbers } = encodeSettingsAction(data.action);
      return join(code, data.organisationId, ...numbers);
    }
    case "decide_join": {
      const code = data.approved ? joinCodes.approve : joinCodes.decline;
      return join(code, data.organisationId, data.requestId);
    }
    case "setup_toggle":
      return join(toggleCode, data.department);
    case "choose_organisation":
      return join(organisationCode, data.organisationId);
    case "answer_connection": {
      const code = data.approve ? connectionCodes.approve : connectionCodes.decline;
      return join(code, data.organisationId, data.requestId);
    }
    case "confirm_yourself":
      return join(confirmCode, data.commandId);
    case "accept_invitation":
      return join(invitationCode, data.invitationId);
    default:
      return join(plainCodes[data.type]);
  }
}

/** A number as {@link join} writes it and in no other spelling; null for anything else. */
function parseNumber(field: string): number | null {
  if (!/^[0-9a-z]{1,11}$/.test(field)) return null;
  const number = parseInt(field, 36);
  return Number.isSafeInteger(number) && number.toString(36) === field ? number : null;
}

function isPressAction(action: string | undefined): action is PressAction {
  return action !== undefined && Object.hasOwn(pressCodes, action);
}

function parsePress(action: PressAction, numbers: readonly number[]): CallbackData | null {
  const [incident, cycle, session, department, ...rest] = numbers;
  if (!incident || !cycle || session === undefined || rest.length > 0) return null;
  const assigns = action === "assign_department" || action === "transfer";
  if (assigns ? !department : department !== undefined) return null;
  return {
    type: "press",
    action,
    incidentId: parseIncidentId(incident),
    expected: { cycle, session },
    departmentId: department === undefined ? null : parseDepartmentId(department),
  };
}

function isStillWorkingAnswer(answer: string | undefined): answer is StillWorkingAnswer {
  return answer !== undefined && Object.hasOwn(stillWorkingCodes, answer);
}

function parseStillWorking(
  answer: StillWorkingAnswer,
  numbers: readonly number[],
): CallbackData | null {
  const [incident, cycle, session, ...rest] = numbers;
  if (!incident || !cycle || session === undefined || rest.length > 0) return null;
  const incidentId = parseIncidentId(incident);
  return { type: "still_working", answer, incidentId, expected: { cycle, session } };
}

function parseSettings(code: string, numbers: readonly number[]): CallbackData | null {
  const [organisation, ...rest] = numbers;
  const action = organisation ? parseSettingsAction(code, rest) : null;
  if (!organisation || action === null) return null;
  return { type: "settings", organisationId: parseOrganisationId(organisation), action };
}

function parseDecideJoin(approved: boolean, numbers: readonly number[]): CallbackData | null {
  const [organisation, request, ...rest] = numbers;
  if (!organisation || !request || rest.length > 0) return null;
  return {
    type: "decide_join",
    organisationId: parseOrganisationId(organisation),
    requestId: parseJoinRequestId(request),
    approved,
  };
}

function parsePlain(code: string): CallbackData | null {
  switch (code) {
    case plainCodes.setup_start:
      return { type: "setup_start" };
    case plainCodes.setup_rename:
      return { type: "setup_rename" };
    case plainCodes.setup_finish:
      return { type: "setup_finish" };
    case plainCodes.setup_cancel:
      return { type: "setup_cancel" };
    default:
      return null;
  }
}

function parseConnection(approve: boolean, numbers: readonly number[]): CallbackData | null {
  const [organisation, request, ...rest] = numbers;
  if (!organisation || !request || rest.length > 0) return null;
  return {
    type: "answer_connection",
    approve,
    organisationId: parseOrganisationId(organisation),
    requestId: parseConnectionRequestId(request),
  };
}

/** Null for anything but what {@link encodeCallback} of this version writes: "this changed". */
export function parseCallback(text: string): CallbackData | null {
  const [givenVersion, code, ...fields] = text.split(":");
  if (givenVersion !== version || code === undefined) return null;
  const numbers: number[] = [];
  for (const field of fields) {
    const number = parseNumber(field);
    if (number === null) return null;
    numbers.push(number);
  }
  const action = pressActions.get(code);
  if (isPressAction(action)) return parsePress(action, numbers);

  const answer = stillWorkingAnswers.get(code);
  if (isStillWorkingAnswer(answer)) return parseStillWorking(answer, numbers);
  if (code === connectionCodes.approve) return parseConnection(true, numbers);
  if (code === connectionCodes.decline) return parseConnection(false, numbers);

  const settings = parseSettings(code, numbers);
  if (settings !== null) return settings;
  if (code === joinCodes.approve || code === joinCodes.decline) {
    return parseDecideJoin(code === joinCodes.approve, numbers);
  }

  const [number, ...rest] = numbers;
  if (number === undefined) return parsePlain(code);
  if (rest.length > 0) return null;
  if (code === toggleCode) return { type: "setup_toggle", department: number };
  if (code === organisationCode && number > 0) {
    return { type: "choose_organisation", organisationId: parseOrganisationId(number) };
  }
  if (code === confirmCode && number > 0) {
    return { type: "confirm_yourself", commandId: parseAnonymousCommandId(number) };
  }
  if (code === invitationCode && number > 0) {
    return { type: "accept_invitation", invitationId: parseInvitationId(number) };
  }
  return null;
}
