import { type Delivery, deliveryOf, type OutboxItem } from "@encrptalk/client";
import type { MessageSent } from "@encrptalk/protocol";
import { Check, CheckCheck, CircleAlert, Clock3 } from "lucide";
import type { ReactNode } from "preact/compat";
import { useSelected } from "../app/observe.ts";
import { Icon } from "../design/icon.tsx";
import { MOMENT } from "../design/tip.ts";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import styles from "./message-state.module.css";
import { useThread } from "./thread-context.ts";

const SIZE = 15;

/** How far a message of one's own has come: ✓ sent, ✓✓ delivered, ✓✓ accented read. */
export function DeliveryMark({ message }: { message: MessageSent }) {
  const { room, row } = useThread();
  const { conversation, memberCount } = row;
  const { state, readBy, deliveredTo } = useSelected(
    room.receipts,
    (receipts) => deliveryOf(message, { receipts, memberCount, conversation }),
    lookAlike,
  );
  const words = { sent: m.state_sent(), delivered: m.state_delivered(), read: m.state_read() }[state];
  const others = numberOf(Math.max(0, memberCount - 1));
  const details = [m.state_sent_at({ time: MOMENT })];
  if (conversation !== null && state !== "sent") details.push(words);
  if (conversation === null && deliveredTo.length > 0)
    details.push(m.state_delivered_to({ count: numberOf(deliveredTo.length), others }));
  if (conversation === null && readBy.length > 0)
    details.push(m.state_read_by({ count: numberOf(readBy.length), others }));
  return (
    <State name={state} words={words} tip={details.join("\n")} at={message.at}>
      <Icon of={state === "sent" ? Check : CheckCheck} size={SIZE} />
    </State>
  );
}

const lookAlike = (one: Delivery, other: Delivery): boolean =>
  one.state === other.state &&
  one.readBy.length === other.readBy.length &&
  one.deliveredTo.length === other.deliveredTo.length;

/** The state of a message that is not in the log yet. */
export function OutgoingMark({ item }: { item: OutboxItem }) {
  switch (item.state) {
    case "queued":
    case "sending":
      return (
        <State name="sending" words={m.state_sending()} tip={m.state_sending()}>
          <Icon of={Clock3} size={SIZE - 2} />
        </State>
      );
    case "sent":
      return (
        <State name="sent" words={m.state_sent()} tip={m.state_sent_at({ time: MOMENT })} at={item.at}>
          <Icon of={Check} size={SIZE} />
        </State>
      );
    case "failed":
      return (
        <State name="failed" words={m.state_failed()} tip={m.state_failed()}>
          <Icon of={CircleAlert} size={SIZE} />
        </State>
      );
  }
}

interface StateProps {
  name: "sending" | "sent" | "delivered" | "read" | "failed";
  words: string;
  tip: string;
  /** The moment that the tip names. */
  at?: number;
  children: ReactNode;
}

const State = ({ name, words, tip, at, children }: StateProps) => (
  <span className={styles.state} data-state={name} data-tip={tip} data-moment={at}>
    {children}
    <VisuallyHidden>{words}</VisuallyHidden>
  </span>
);
