import { lazy, Suspense } from "react";
import { useThread } from "../thread/thread-context.ts";
import { isToBeAsked } from "./device.ts";

const AskCard = lazy(async () => ({ default: (await import("./ask-card.tsx")).AskCard }));

/** Where notifications are asked for: in a conversation in which somebody has written, and an answer is to come. */
export function AskPlace() {
  const { row } = useThread();
  if (row.conversation?.status !== "active" || row.messageCount === 0 || !isToBeAsked()) return null;
  return (
    <Suspense>
      <AskCard />
    </Suspense>
  );
}
