import type { MessageSent, RoomId, Seq } from "@encrptalk/protocol";
import { useEffect, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";

/** A message that is answered but not loaded with the timeline; `null` while unknown, or when there is none. */
export function useFarMessage(roomId: RoomId, seq: Seq | null): MessageSent | null {
  const client = useClient();
  const { api } = client;
  /** How often it has been edited or deleted since. */
  const [changes, setChanges] = useState(0);
  const [found, setFound] = useState<MessageSent | null>(null);
  useEffect(() => {
    if (seq === null) return;
    return client.onEvent((arrival) => {
      const { event } = arrival;
      const isOfIt = arrival.roomId === roomId && "target" in event && event.target === seq;
      if (isOfIt) setChanges((before) => before + 1);
    });
  }, [client, roomId, seq]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again when it has changed
  useEffect(() => {
    if (seq === null) return;
    let current = true;
    const take = (message: MessageSent | null) => {
      if (current) setFound(message);
    };
    api.events(roomId, { around: seq, limit: 1 }).then(
      ({ events }) => {
        const event = events.find((one) => one.seq === seq);
        take(event?.type === "message.sent" ? event : null);
      },
      // Without it, the quote says that there is an earlier message, and still leads to it.
      () => take(null),
    );
    return () => {
      current = false;
    };
  }, [api, roomId, seq, changes]);
  return found;
}
