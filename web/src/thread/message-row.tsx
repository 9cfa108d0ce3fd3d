import type { MessageSent } from "@encrptalk/protocol";
import { Ban } from "lucide";
import { useId } from "preact/compat";
import { useMe, usePersonName } from "../app/signed-in.ts";
import { Icon } from "../design/icon.tsx";
import { MOMENT } from "../design/tip.ts";
import { m } from "../paraglide/messages.js";
import { timeOfDay } from "../text/time.ts";
import styles from "./bubble.module.css";
import { Bubble } from "./bubble.tsx";
import { DeliveryMark } from "./message-state.tsx";
import { MessageText } from "./message-text.tsx";
import { MessageTools } from "./message-tools.tsx";
import { Quote } from "./quote.tsx";
import { useThread } from "./thread-context.ts";
import { WhenIdle } from "./when-idle.tsx";

interface MessageRowProps {
  rowKey: string;
  message: MessageSent;
  leads: boolean;
  highlighted: boolean;
}

export function MessageRow({ rowKey, message, leads, highlighted }: MessageRowProps) {
  const me = useMe();
  const student = useThread().row.conversation?.studentId;
  const { accountId } = message.sender;
  const own = me.accountId === accountId;
  const colleague = !own && me.role === "admin" && student !== undefined && accountId !== student;
  const name = usePersonName(message.sender.accountId);
  const textId = useId();
  const { body } = message;
  const replyTo = body?.alg === "plain" ? body.replyTo : undefined;
  return (
    <Bubble
      rowKey={rowKey}
      own={own}
      colleague={colleague}
      leads={leads}
      highlighted={highlighted}
      sender={{ accountId: message.sender.accountId, name }}
      label={m.message_label({ name: own ? m.you() : name, time: timeOfDay(message.at) })}
      describedBy={textId}
      tools={
        <WhenIdle>
          <MessageTools message={message} />
        </WhenIdle>
      }
    >
      {replyTo !== undefined && <Quote seq={replyTo} />}
      <div className={styles.content} dir="auto">
        <span id={textId} className={styles.text}>
          {body === null ? <Deleted message={message} /> : <MessageText body={body} />}
        </span>
        <span className={styles.meta}>
          {message.edited !== undefined && body !== null && (
            <span data-tip={m.message_edited_at({ time: MOMENT })} data-moment={message.edited.at}>
              {m.message_edited()}
            </span>
          )}
          <time dateTime={new Date(message.at).toISOString()} data-tip={MOMENT} data-moment={message.at}>
            {timeOfDay(message.at)}
          </time>
          {(own || colleague) && body !== null && <DeliveryMark message={message} />}
        </span>
      </div>
    </Bubble>
  );
}

function Deleted({ message }: { message: MessageSent }) {
  const by = message.deleted?.sender.accountId ?? message.sender.accountId;
  const name = usePersonName(by);
  return (
    <em className={styles.deleted}>
      <Icon of={Ban} size={14} />
      {by === message.sender.accountId ? m.message_deleted() : m.message_deleted_by({ name })}
    </em>
  );
}
