import { randomUUID } from "node:crypto";
import type { Body, Logged, MessageId, RoomId, Seq } from "@encrptalk/protocol";
import type { Origin, Store } from "../store/store.ts";
import type { Actors } from "./enrol.ts";
import type { PersonKey } from "./people.ts";
import { type Conversation, type Message, nameOf } from "./script.ts";
import type { Deed } from "./timeline.ts";

/** Deeds under way at once: the store takes them in their order and commits them together. */
const MAX_UNDER_WAY = 500;

/** Does what people did, in its order. Answers with the room that each conversation is in. */
export async function play(
  store: Store,
  actors: Actors,
  deeds: readonly Deed[],
): Promise<ReadonlyMap<Conversation, RoomId>> {
  const stage = new Stage(store, actors);
  for (let from = 0; from < deeds.length; from += MAX_UNDER_WAY)
    await Promise.all(deeds.slice(from, from + MAX_UNDER_WAY).map((deed) => stage.perform(deed)));
  return stage.rooms;
}

class Stage {
  readonly rooms = new Map<Conversation, RoomId>();
  readonly #store: Store;
  readonly #actors: Actors;
  readonly #heads = new Map<Conversation, Seq>();
  readonly #seqs = new Map<Message, Seq>();
  readonly #closed = new Set<Conversation>();

  constructor(store: Store, actors: Actors) {
    this.#store = store;
    this.#actors = actors;
  }

  /** A room numbers its events without a gap, so that the number of this one is known before it is there. */
  async perform(deed: Deed): Promise<void> {
    const { conversation } = deed;
    const seq = (this.#heads.get(conversation) ?? 0) + this.#eventsOf(deed);
    this.#heads.set(conversation, seq);
    if (deed.type === "open") this.rooms.set(conversation, randomUUID() as RoomId);
    if (deed.type === "send") this.#seqs.set(deed.message, seq);
    const logged = await this.#put(deed);
    if (logged && logged.seq !== seq)
      throw new Error(`event ${seq} of ${nameOf(conversation)} became ${logged.seq}`);
  }

  /** A student is in their room from the start, and whoever writes to a closed conversation reopens it. */
  #eventsOf({ type, conversation }: Deed): 1 | 2 {
    if (type === "close") this.#closed.add(conversation);
    const reopens = type === "send" && this.#closed.delete(conversation);
    return reopens || (type === "open" && "student" in conversation) ? 2 : 1;
  }

  #put(deed: Deed): Promise<Logged | undefined> {
    const store = this.#store;
    const origin = this.#originOf(deed.who, deed.at);
    const { accountId } = origin.sender;
    const place = { roomId: this.#roomOf(deed.conversation), ...origin };
    switch (deed.type) {
      case "open":
        return this.#open(deed.conversation, place);
      case "join":
        return store.joinRoom({ ...place, accountId });
      case "leave":
        return store.leaveRoom({ ...place, accountId }).then(() => undefined);
      case "close":
        return store.setConversationStatus({ ...place, status: "closed" });
      case "archive":
        return store.setRoomArchived({ ...place, archived: true });
      case "rename":
        return store.renameRoom({ ...place, title: deed.title });
      case "send":
        return store.sendMessage({ ...place, messageId: mintId(), body: this.#bodyOf(deed) });
      case "edit":
        return store.editMessage({
          ...place,
          editId: mintId(),
          target: this.#seqOf(deed.message),
          body: this.#bodyOf(deed),
        });
      case "delete":
        return store.deleteMessage({ ...place, target: this.#seqOf(deed.message), anyones: false });
    }
  }

  async #open(conversation: Conversation, place: { roomId: RoomId } & Origin): Promise<Logged | undefined> {
    if ("title" in conversation) {
      const { title, isDefault = false } = conversation;
      return await this.#store.createRoom({ ...place, title, isDefault });
    }
    const student = this.#actors.get(conversation.student);
    if (!student) throw new Error(`${conversation.student} has no account yet`);
    await this.#store.openConversation({ ...place, studentId: student.accountId });
    return undefined;
  }

  #originOf(who: PersonKey, at: number): Origin {
    const actor = this.#actors.get(who);
    if (!actor) throw new Error(`${who} cannot do anything before having chosen a password`);
    return { sender: { accountId: actor.accountId, deviceId: actor.deviceId }, at };
  }

  #roomOf(conversation: Conversation): RoomId {
    const roomId = this.rooms.get(conversation);
    if (!roomId) throw new Error(`${nameOf(conversation)} is not open yet`);
    return roomId;
  }

  #seqOf(message: Message): Seq {
    const seq = this.#seqs.get(message);
    if (seq === undefined) throw new Error(`“${message.text}” was not said yet`);
    return seq;
  }

  #bodyOf({ text, answers }: { text: string; answers: Message | undefined }): Body {
    return { alg: "plain", text, ...(answers && { replyTo: this.#seqOf(answers) }) };
  }
}

const mintId = (): MessageId => randomUUID() as MessageId;
