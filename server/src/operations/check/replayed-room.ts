import type {
  AccountId,
  ConversationStatus,
  EncryptionMode,
  RoomEvent,
  Seq,
  Timestamp,
} from "@encrptalk/protocol";

/** An event as it stands in the table. */
export interface LoggedEvent {
  position: number;
  roomId: string;
  seq: Seq;
  type: RoomEvent["type"];
  at: Timestamp;
  accountId: AccountId;
  number: number | null;
  target: Seq | null;
  detail: string | null;
  editedSeq: Seq | null;
  deletedSeq: Seq | null;
  hasClientId: 0 | 1;
  hasBody: 0 | 1;
  isReadable: 0 | 1;
}

/** What happened to a message after it. */
interface Fate {
  edited: Seq | null;
  deleted: Seq | null;
}

/** What a room must be by its log alone, made without a look at what the store keeps of it. */
export class ReplayedRoom {
  head = 0;
  position = 0;
  createdAt = 0;
  messageCount = 0;
  lastMessage: { seq: Seq; at: Timestamp } | null = null;
  title = { text: "", seq: 1 };
  archived = { is: false, seq: 1 };
  encryption: { mode: EncryptionMode; seq: Seq } = { mode: "none", seq: 1 };
  status: { is: ConversationStatus; seq: Seq } = { is: "active", seq: 1 };
  readonly members = new Map<string, { joined: Seq; left: Seq | null }>();
  waitingSince: Timestamp | null = null;
  firstMessageAt: Timestamp | null = null;
  firstResponseAt: Timestamp | null = null;
  /** By the messages themselves, and by the events after them. */
  readonly told = new Map<Seq, Fate>();
  readonly happened = new Map<Seq, Fate>();

  constructor(
    /** Whose conversation it is. */
    readonly studentId: string | null,
    readonly found: (sentence: string) => void,
  ) {}

  get memberCount(): number {
    return [...this.members.values()].filter(({ left }) => left === null).length;
  }

  apply(event: LoggedEvent): void {
    const { seq, position, type } = event;
    if (seq !== this.head + 1) this.found(`its log has ${seq} after ${this.head}`);
    if ((seq === 1) !== (type === "room.created")) this.found(`event ${seq} is ${type}`);
    if (event.isReadable === 0) this.found(`the body of event ${seq} cannot be read`);
    this.head = seq;
    this.position = position;
    this.#follow(event);
  }

  #follow(event: LoggedEvent): void {
    const { seq, at, detail } = event;
    switch (event.type) {
      case "message.sent":
        return this.#sent(event);
      case "message.edited":
      case "message.deleted":
        return this.#amended(event);
      case "room.created":
        this.createdAt = at;
        this.title = { text: detail ?? "", seq };
        return;
      case "room.renamed":
        this.title = { text: detail ?? "", seq };
        return;
      case "room.archived":
      case "room.restored":
        this.archived = { is: event.type === "room.archived", seq };
        return;
      case "member.joined":
        this.members.set(detail ?? "", { joined: seq, left: null });
        return;
      case "member.left":
        this.#left(event);
        return;
      case "encryption.raised":
        this.encryption = { mode: detail as EncryptionMode, seq };
        return;
      case "conversation.closed":
        this.waitingSince = null;
        this.status = { is: "closed", seq };
        return;
      case "conversation.reopened":
        this.status = { is: "active", seq };
        return;
      default:
        this.found(`event ${seq} is of an unknown kind, ${String(event.type satisfies never)}`);
    }
  }

  #sent({ seq, at, accountId, number, editedSeq, deletedSeq, hasClientId, hasBody }: LoggedEvent): void {
    this.messageCount += 1;
    if (number !== this.messageCount)
      this.found(`message ${seq} has number ${number} instead of ${this.messageCount}`);
    if (!hasClientId) this.found(`message ${seq} has no id of its sender's`);
    if (hasBody === (deletedSeq === null ? 0 : 1))
      this.found(hasBody ? `message ${seq} is deleted, and its text is there` : `message ${seq} has no body`);
    if (editedSeq !== null || deletedSeq !== null)
      this.told.set(seq, { edited: editedSeq, deleted: deletedSeq });
    this.lastMessage = { seq, at };
    if (accountId === this.studentId) {
      this.waitingSince ??= at;
      this.firstMessageAt ??= at;
    } else {
      this.waitingSince = null;
      if (this.firstMessageAt !== null) this.firstResponseAt ??= at;
    }
  }

  #amended({ seq, type, target, hasBody }: LoggedEvent): void {
    if (target === null || target >= seq) return this.found(`event ${seq} is about no earlier message`);
    const fate = this.happened.get(target) ?? { edited: null, deleted: null };
    this.happened.set(target, fate);
    if (fate.deleted !== null) this.found(`event ${seq} is about message ${target}, which is deleted`);
    if (type === "message.deleted") fate.deleted = seq;
    else fate.edited = seq;
    if (type === "message.deleted" && hasBody) this.found(`event ${seq} deletes, and has a body`);
  }

  #left({ seq, detail }: LoggedEvent): void {
    const member = this.members.get(detail ?? "");
    if (!member || member.left !== null) this.found(`event ${seq}: who leaves was not there`);
    else member.left = seq;
  }
}
