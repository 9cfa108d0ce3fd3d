import { session, signOut } from "../app/session.ts";
import { Signal } from "../design/signal.ts";
import { showToast } from "../design/toast.ts";
import { sentenceOf } from "../text/error-sentence.ts";

/** How many unsent messages a sign-out would delete, while the person is asked about it. */
export const askedToSignOut = new Signal<number | null>(null);

/** Signs out; when messages wait to be sent, only after a question. */
export function askToSignOut() {
  const current = session.get();
  if (current.status !== "signed-in") return;
  const unsent = current.client.outbox.get().length;
  if (unsent > 0) return askedToSignOut.set(unsent);
  signOut().catch((error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" }));
}
