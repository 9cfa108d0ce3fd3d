import { useEffect, useState } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { previewOf } from "../text/preview.ts";
import { useThread } from "./thread-context.ts";

/** What has been said does not stay to be found a second time. */
const SAID_MS = 1_500;

/**
 * Reads out what others write, as it comes. The timeline itself is silent: its rows come and go with scrolling, and
 * none of that is news.
 */
export function Announcer() {
  const client = useClient();
  const me = useMe();
  const { room } = useThread();
  const [said, setSaid] = useState({ text: "", turn: 0 });
  useEffect(
    () =>
      client.onEvent(({ roomId, event, by }) => {
        if (roomId !== room.roomId || by !== "live" || event.type !== "message.sent") return;
        if (event.sender.accountId === me.accountId) return;
        const name = client.person(event.sender.accountId).get()?.name ?? m.person_unknown();
        setSaid(({ turn }) => ({
          text: m.message_announced({ name, text: previewOf(event) }),
          turn: turn + 1,
        }));
      }),
    [client, room, me],
  );
  const { text } = said;
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => setSaid((before) => ({ ...before, text: "" })), SAID_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <VisuallyHidden>
      <span aria-live="polite">{said.text !== "" && <span key={said.turn}>{said.text}</span>}</span>
    </VisuallyHidden>
  );
}
