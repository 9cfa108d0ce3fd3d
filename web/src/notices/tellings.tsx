import { Suspense, useEffect, useMemo, useRef, useState } from "preact/compat";
import { useLocation } from "wouter";
import { part } from "../app/part.ts";
import { useClient, useMe, useSignedIn } from "../app/signed-in.ts";
import { useSignal } from "../design/signal.ts";
import type { Arrivals } from "./arrivals.ts";
import { deviceState, lookAgain } from "./device.ts";
import { newsOf } from "./news-of.ts";
import { Quiet } from "./school-quiet.ts";
import { keepSubscribed } from "./subscribed.ts";
import { TabCount } from "./tab-count.tsx";
import { tell } from "./tell.ts";
import { Told } from "./told.ts";
import { ofThisBrowser, Turns } from "./turns.ts";
import { noteMention } from "./unread-count.ts";
import { useGreeting } from "./use-greeting.ts";
import { listenToWorker } from "./words-of-worker.ts";
import { worker } from "./worker.ts";

const WaitingPanel = part(async () => (await import("./waiting-panel.tsx")).WaitingPanel);

/** Tells of what others do where one is not looking, and of what waits. Loaded once the screen itself is usable. */
export function Tellings({ arrivals }: { arrivals: Arrivals }) {
  const told = useTold();
  useNews(arrivals, told);
  useDevice(told);
  const student = useMe().role === "student";
  return (
    <>
      <TabCount />
      {student && <Greeting foundWaiting={arrivals.foundWaiting} />}
    </>
  );
}

function useTold(): Told {
  const client = useClient();
  const [path] = useLocation();
  const told = useMemo(() => new Told(client), [client]);
  useEffect(() => () => told.close(), [told]);
  useEffect(() => {
    // Whoever opens a room needs no more telling of it.
    const settle = () => {
      const roomId = client.rooms.get().rows.find((row) => path === `/rooms/${row.roomId}`)?.roomId;
      if (roomId !== undefined && document.hasFocus()) told.settle(roomId);
    };
    settle();
    addEventListener("focus", settle);
    return () => removeEventListener("focus", settle);
  }, [client, told, path]);
  return told;
}

function useNews(arrivals: Arrivals, told: Told) {
  const signedIn = useSignedIn();
  const { client, me } = signedIn;
  const [, navigate] = useLocation();
  const open = useRef(navigate);
  open.current = navigate;
  const quiet = useMemo(() => new Quiet(client.api), [client]);
  const [turns, setTurns] = useState<Turns | null>(null);
  useEffect(() => {
    const taken = new Turns(...named(me.accountId));
    setTurns(taken);
    return () => taken.close();
  }, [me.accountId]);
  useEffect(() => {
    if (turns === null) return;
    const { settings } = signedIn.me;
    return arrivals.listen(async (arrival) => {
      // Without an answer of the server there is nothing to tell but what the lists show.
      const news = await newsOf(signedIn, arrival).catch(() => null);
      if (news === null) return;
      if (news.kind === "mention") noteMention(news.roomId, news.number);
      await tell(news, { turns, quiet, told, settings, open: (path) => open.current(path) });
    });
  }, [signedIn, arrivals, turns, quiet, told]);
}

const named = (accountId: string): [string, ReturnType<typeof ofThisBrowser>] => {
  const name = `encrptalk-notices-${accountId}`;
  return [name, ofThisBrowser(name)];
};

/** What the system shows on this device, and the service worker that shows it while no page is open. */
function useDevice(told: Told) {
  const client = useClient();
  const [, navigate] = useLocation();
  const state = useSignal(deviceState);
  const registration = useSignal(worker);
  useEffect(() => listenToWorker(client, navigate), [client, navigate]);
  useEffect(() => {
    // Without an answer the next start tries again; until then the server pushes as it did before.
    if (state === "on") keepSubscribed(client.api).catch(() => {});
  }, [client, state]);
  useEffect(() => {
    if (registration === null) return;
    const adopt = () => {
      lookAgain();
      void told.adopt(registration);
    };
    adopt();
    document.addEventListener("visibilitychange", adopt);
    return () => document.removeEventListener("visibilitychange", adopt);
  }, [registration, told]);
}

function Greeting({ foundWaiting }: Pick<Arrivals, "foundWaiting">) {
  const { rooms, close } = useGreeting(foundWaiting);
  return (
    <Suspense fallback={null}>{rooms !== null && <WaitingPanel rooms={rooms} onClose={close} />}</Suspense>
  );
}
