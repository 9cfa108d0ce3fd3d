import { lazy, Suspense, useEffect, useState } from "preact/compat";
import { useLocation } from "wouter";
import { openMenu } from "../design/menu.tsx";
import { useSignal } from "../design/signal.ts";
import { waitingToasts } from "../design/toast.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import { MainScreen } from "./main-screen.tsx";
import { type Session, session, startSession } from "./session.ts";
import { StoppedScreen, UnreachableScreen } from "./trouble-screens.tsx";

const SignInPage = lazy(async () => ({ default: (await import("../sign-in/sign-in-page.tsx")).SignInPage }));
const SetUpPage = lazy(async () => ({ default: (await import("../set-up/set-up-page.tsx")).SetUpPage }));
const LinkPage = lazy(async () => ({ default: (await import("../link/link-page.tsx")).LinkPage }));
const Overlays = lazy(async () => ({ default: (await import("../design/overlays.tsx")).Overlays }));

const OVERLAYS_AFTER_MS = 500;

/** The screen for whoever is here. The address stays what it is while somebody signs in, and is honoured after. */
export function App() {
  const current = useSignal(session);
  const [path] = useLocation();
  const followsLink = path === "/link";
  useEffect(() => {
    if (!followsLink) void startSession();
  }, [followsLink]);
  return (
    <>
      <Suspense fallback={<LoadingScreen />}>
        {followsLink ? <LinkPage /> : <Screen current={current} />}
      </Suspense>
      <Suspense fallback={null}>{useOverlaysWanted() && <Overlays />}</Suspense>
    </>
  );
}

/** At first the screen itself has the network and the processor; then what may lie above it is fetched. */
function useOverlaysWanted(): boolean {
  const menu = useSignal(openMenu);
  const toasts = useSignal(waitingToasts);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), OVERLAYS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return late || menu !== null || toasts.length > 0;
}

function Screen({ current }: { current: Session }) {
  switch (current.status) {
    case "loading":
      return <LoadingScreen />;
    case "unreachable":
      return <UnreachableScreen error={current.error} />;
    case "set-up":
      return <SetUpPage />;
    case "signed-out":
      return <SignInPage school={current.school} reason={current.reason} />;
    case "stopped":
      return <StoppedScreen reason={current.reason} />;
    case "signed-in":
      return <MainScreen key={current.me.accountId} signedIn={current} />;
  }
}
