import type { Instant } from "../../incident/incident.ts";
import type {
  ChatId,
  DepartmentId,
  GroupId,
  OrganisationId,
  ThreadId,
  UserId,
} from "../../people/ids.ts";
import type { DepartmentRule } from "../../people/role.ts";
import type { Transaction } from "./database.ts";

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly claimMinutes: number;
  readonly resolveMinutes: number;
  readonly summaryMinutes: number;
  /** Reminders come without a sound. */
  readonly quietReminders: boolean;
  /** Takes what nobody gives to a department. */
  readonly defaultDepartmentId: DepartmentId | null;
}

export type GroupKind = "group" | "supergroup";

/** A Telegram group as an update names it. */
export interface GroupChat {
  readonly chatId: ChatId;
  readonly title: string;
  readonly kind: GroupKind;
}

export interface Group extends GroupChat {
  readonly id: GroupId;
  readonly organisation: Organisation;
}

export interface Department extends DepartmentRule {
  readonly name: string;
}

export interface NewOrganisation {
  readonly name: string;
  readonly timeZone: string;
  readonly claimMinutes: number;
  readonly resolveMinutes: number;
  readonly summaryMinutes: number;
  readonly departments: readonly string[];
}

export interface OrganisationRepository {
  /**
   * Finds the group across organisations and, where it is connected, sets its organisation and
   * group for this transaction: from then on row-level security shows that organisation alone.
   * Under the id that it had before it became a supergroup it is found too.
   */
  enterGroup(tx: Transaction, chatId: ChatId): Promise<Group | null>;
  /**
   * Sets the organisation that the person is at home in for this transaction: the one that they
   * chose last, or the only one in which they were seen. Null, and nothing is set, where there is
   * neither.
   */
  enterHome(tx: Transaction, userId: UserId): Promise<Organisation | null>;
  /**
   * Sets an organisation that a client named for this transaction, where the person was seen in it.
   * Null, and nothing is set, where they were not.
   */
  enterOrganisationOf(
    tx: Transaction,
    userId: UserId,
    id: OrganisationId,
  ): Promise<Organisation | null>;
  /** Sets a group of the entered organisation for this transaction. */
  enterGroupOf(tx: Transaction, id: GroupId): Promise<void>;
  /** From now on the person is at home in the entered organisation, where they were seen in it. */
  chooseHome(tx: Transaction, userId: UserId): Promise<void>;
  /** Whether the chat is connected, to whichever organisation. Enters nothing. */
  isConnected(tx: Transaction, chatId: ChatId): Promise<boolean>;
  /** Sets the organisation for this transaction. Throws where it does not exist. */
  enterOrganisation(tx: Transaction, id: OrganisationId): Promise<Organisation>;
  /** All there are, for the operator: by id and name alone. */
  listOrganisations(tx: Transaction): Promise<readonly Pick<Organisation, "id" | "name">[]>;
  /** Whether any organisation exists yet, across all. */
  anyOrganisationExists(tx: Transaction): Promise<boolean>;
  /** The organisations in which the person has been seen, across all: for private chats. */
  listOrganisationsOf(
    tx: Transaction,
    userId: UserId,
  ): Promise<readonly Pick<Organisation, "id" | "name" | "timeZone">[]>;

  /** Creates it with its departments and enters it. */
  createOrganisation(tx: Transaction, organisation: NewOrganisation): Promise<Organisation>;
  /** Connects an unconnected chat to the entered organisation and enters the group. */
  connectGroup(tx: Transaction, chat: GroupChat): Promise<Group>;
  /** In the order in which they are offered. */
  listDepartments(tx: Transaction): Promise<readonly Department[]>;
  /** With those that were removed, which the history still names. */
  listAllDepartments(tx: Transaction): Promise<readonly Department[]>;
  /** One on offer, by name, without regard to case or surrounding space. */
  findDepartmentByName(tx: Transaction, name: string): Promise<Department | null>;
  /** Also one that was removed. */
  findDepartment(tx: Transaction, id: DepartmentId): Promise<Department | null>;
}

/** Where a message stands or goes. */
export interface Place {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
}

export interface Clock {
  /**
   * `roadcall_now()`, to the millisecond. Read after a row's lock is held, so that what waited
   * for the lock is not stamped before what it waited for.
   */
  readClock(tx: Transaction): Promise<Instant>;
  /** Moves the clock's offset; only the schema's owner may. */
  skip(seconds: number): Promise<void>;
}
