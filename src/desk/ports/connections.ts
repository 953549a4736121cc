import type {
  ChatId,
  ConnectionRequestId,
  OrganisationId,
  ThreadId,
  UserId,
} from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import type { Transaction } from "./database.ts";
import type { GroupChat } from "./organisations.ts";

/** A code that may be redeemed; of which only the hash is known. */
export interface ConnectionCode {
  readonly id: number;
  readonly organisationId: OrganisationId;
  readonly createdBy: UserId;
  /** SHA-256, in hexadecimal. */
  readonly codeHash: string;
}

export const connectionAnswers = ["approved", "declined"] as const;

/** "May this group join, and this person?" */
export interface ConnectionRequest {
  readonly id: ConnectionRequestId;
  /** Who made the code. */
  readonly askedOf: UserId;
  readonly chat: GroupChat;
  /** Where it was asked. */
  readonly threadId: ThreadId | null;
  /** Who brought the code. */
  readonly person: Person;
  readonly answer: (typeof connectionAnswers)[number] | null;
}

export interface ConnectionRepository {
  /** Of the entered organisation, in place of the maker's earlier one. */
  saveCode(
    tx: Transaction,
    code: { readonly createdBy: UserId; readonly codeHash: string; readonly minutes: number },
  ): Promise<void>;
  /**
   * Across organisations: those whose hash begins like this, that are neither used nor replaced nor
   * expired, and whose maker is still an OpsManager. Locked until the end of the transaction.
   */
  lockCodes(tx: Transaction, hashBeginning: string): Promise<readonly ConnectionCode[]>;
  endCode(tx: Transaction, id: number): Promise<void>;
  createRequest(
    tx: Transaction,
    request: Omit<ConnectionRequest, "id" | "answer"> & { readonly codeId: number },
  ): Promise<ConnectionRequestId>;
  lockRequest(tx: Transaction, id: ConnectionRequestId): Promise<ConnectionRequest | null>;
  findRequest(tx: Transaction, id: ConnectionRequestId): Promise<ConnectionRequest | null>;
  answerRequest(
    tx: Transaction,
    id: ConnectionRequestId,
    answer: NonNullable<ConnectionRequest["answer"]>,
  ): Promise<void>;
  /**
   * How many wrong codes came from this chat or this person within so many minutes. Until the end
   * of the transaction nobody else can count, so that two at once cannot both be the last.
   */
  countTries(
    tx: Transaction,
    by: { readonly chatId: ChatId; readonly userId: UserId },
    minutes: number,
  ): Promise<number>;
  recordTry(
    tx: Transaction,
    by: { readonly chatId: ChatId; readonly userId: UserId },
  ): Promise<void>;
  /** Forgets those older than so many minutes; returns how many went. */
  pruneTries(tx: Transaction, minutes: number): Promise<number>;
}
