import { Suspense } from "preact/compat";
import { part } from "../app/part.ts";
import { PartBoundary } from "../app/part-boundary.tsx";
import { isUsable } from "../app/usable.ts";
import { useSignal } from "../design/signal.ts";
import { useThreadCount, useThreadRow } from "../thread/thread-context.ts";
import { isToBeAsked } from "./device.ts";

const AskCard = part(async () => (await import("./ask-card.tsx")).AskCard);

/** Where notifications are asked for: in a conversation in which somebody has written, and an answer is to come. */
export function AskPlace() {
  const row = useThreadRow();
  const messages = useThreadCount("messageCount");
  const usable = useSignal(isUsable);
  if (!usable || row.conversation?.status !== "active" || messages === 0 || !isToBeAsked()) return null;
  return (
    <PartBoundary resetKey={row.roomId}>
      <Suspense fallback={null}>
        <AskCard />
      </Suspense>
    </PartBoundary>
  );
}
