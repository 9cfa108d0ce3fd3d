import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { showToast } from "../design/toast.ts";
import { sentenceOf } from "../text/error-sentence.ts";

const NOBODY = { get: () => null, subscribe: () => () => {} };

/** A student's row, as the desk knows it; `null` while unknown. */
export const useStudent = (studentId: AccountId | undefined): DeskEntryRow | null => {
  const { desk } = useClient();
  return useObservable(studentId === undefined ? NOBODY : desk.entry(studentId));
};

interface ConversationStatusWays {
  closed: boolean;
  busy: boolean;
  /** Closes it, or opens it again; `null` where there is no conversation. */
  toggle: (() => Promise<void>) | null;
}

export function useConversationStatus(studentId: AccountId | undefined): ConversationStatusWays {
  const { desk } = useClient();
  const conversation = useStudent(studentId)?.conversation ?? null;
  const [under, setUnder] = useState<RoomId | null>(null);
  const busy = conversation !== null && under === conversation.roomId;
  const closed = conversation?.status === "closed";
  const toggle = async () => {
    if (conversation === null || busy) return;
    const { roomId } = conversation;
    setUnder(roomId);
    try {
      await (closed ? desk.reopen(roomId) : desk.close(roomId));
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    // Another one's may be under way by now.
    setUnder((now) => (now === roomId ? null : now));
  };
  return { closed, busy, toggle: conversation === null ? null : toggle };
}
