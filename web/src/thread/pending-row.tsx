import type { OutboxItem } from "@encrptalk/client";
import { useId } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { Button } from "../design/button.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOfCode } from "../text/error-sentence.ts";
import { timeOfDay } from "../text/time.ts";
import styles from "./bubble.module.css";
import { Bubble } from "./bubble.tsx";
import { OutgoingMark } from "./message-state.tsx";
import { MessageText } from "./message-text.tsx";
import failure from "./pending-row.module.css";
import { Quote } from "./quote.tsx";

interface PendingRowProps {
  rowKey: string;
  item: OutboxItem;
  leads: boolean;
}

/** A message of one's own on its way. */
export function PendingRow({ rowKey, item, leads }: PendingRowProps) {
  const me = useMe();
  const textId = useId();
  const replyTo = item.body.alg === "plain" ? item.body.replyTo : undefined;
  return (
    <Bubble
      rowKey={rowKey}
      own
      leads={leads}
      failed={item.state === "failed"}
      sender={me}
      label={m.message_label({ name: m.you(), time: timeOfDay(item.createdAt) })}
      describedBy={textId}
      below={item.state === "failed" && <Failure item={item} />}
    >
      {replyTo !== undefined && <Quote seq={replyTo} />}
      <div className={styles.content} dir="auto">
        <span id={textId} className={styles.text}>
          <MessageText body={item.body} />
        </span>
        <span className={styles.meta}>
          <time dateTime={new Date(item.createdAt).toISOString()}>{timeOfDay(item.createdAt)}</time>
          <OutgoingMark item={item} />
        </span>
      </div>
    </Bubble>
  );
}

/** Why it was not sent, and what can be done. */
function Failure({ item }: { item: OutboxItem & { state: "failed" } }) {
  const client = useClient();
  return (
    <div className={failure.failure} role="alert">
      <span>{m.message_not_sent({ reason: sentenceOfCode(item.error.code, item.error.message) })}</span>
      <span className={failure.ways}>
        <Button small onClick={() => client.retry(item.messageId)}>
          {m.try_again()}
        </Button>
        <Button small look="quiet" onClick={() => client.discard(item.messageId)}>
          {m.message_delete()}
        </Button>
      </span>
    </div>
  );
}
