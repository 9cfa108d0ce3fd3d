import type { MessageSent, Seq } from "@encrptalk/protocol";
import { useObservable } from "../app/observe.ts";
import { usePersonName } from "../app/signed-in.ts";
import { m } from "../paraglide/messages.js";
import { previewOf } from "../text/preview.ts";
import { useFarMessage } from "./far-message.ts";
import styles from "./quote.module.css";
import { useThread } from "./thread-context.ts";

/** The message that another one answers; leads to it. */
export function Quote({ seq }: { seq: Seq }) {
  const { room, show } = useThread();
  const timeline = useObservable(room.timeline);
  const near = timeline.status === "ready" ? timeline.events.find((event) => event.seq === seq) : undefined;
  const far = useFarMessage(room.roomId, near === undefined && timeline.status === "ready" ? seq : null);
  const message = near?.type === "message.sent" ? near : far;
  return (
    <button type="button" className={styles.quote} onClick={() => show(seq)} tabIndex={-1}>
      {message === null ? (
        <span className={styles.text}>{m.quote_earlier()}</span>
      ) : (
        <Quoted message={message} />
      )}
    </button>
  );
}

export function Quoted({ message }: { message: MessageSent }) {
  const name = usePersonName(message.sender.accountId);
  return (
    <>
      <span className={styles.name} dir="auto">
        {name}
      </span>
      <span className={styles.text} dir="auto">
        {previewOf(message)}
      </span>
    </>
  );
}
