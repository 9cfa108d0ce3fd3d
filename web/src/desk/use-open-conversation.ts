import { isConnected, NetworkError } from "@encrptalk/client";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { useEffect, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";

export type OpenedConversation =
  | { status: "opening" }
  | { status: "open"; roomId: RoomId }
  | { status: "failed"; error: unknown; retry: () => void };

const OPENING: OpenedConversation = { status: "opening" };

/** Opens a student's conversation; there is one afterwards. What the network refused is tried again when it is back. */
export function useOpenConversation(studentId: AccountId): OpenedConversation {
  const client = useClient();
  const [round, setRound] = useState(0);
  const [known, setOpened] = useState<OpenedConversation & { of?: AccountId }>(OPENING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round opens again
  useEffect(() => {
    let current = true;
    setOpened(OPENING);
    const retry = () => setRound((before) => before + 1);
    client.desk.open(studentId).then(
      (roomId) => current && setOpened({ of: studentId, status: "open", roomId }),
      (error: unknown) => current && setOpened({ of: studentId, status: "failed", error, retry }),
    );
    return () => {
      current = false;
    };
  }, [client, studentId, round]);

  // What is known of the student before is not this one's.
  const opened = known.of === studentId ? known : OPENING;
  const connected = isConnected(useObservable(client.connection));
  const waits = opened.status === "failed" && opened.error instanceof NetworkError;
  useEffect(() => {
    if (connected && waits) setRound((before) => before + 1);
  }, [connected, waits]);
  return opened;
}
