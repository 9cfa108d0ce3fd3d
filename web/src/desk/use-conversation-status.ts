import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
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
  const [busy, setBusy] = useState(false);
  const closed = conversation?.status === "closed";
  const toggle = async () => {
    if (conversation === null || busy) return;
    setBusy(true);
    try {
      await (closed ? desk.reopen(conversation.roomId) : desk.close(conversation.roomId));
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    setBusy(false);
  };
  return { closed, busy, toggle: conversation === null ? null : toggle };
}
