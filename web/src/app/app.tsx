import { memo, Suspense, useEffect, useRef } from "preact/compat";
import { useLocation } from "wouter";
import { openMenu } from "../design/menu.tsx";
import { useSignal } from "../design/signal.ts";
import { waitingToasts } from "../design/toast.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import { fetchPartsAhead, part } from "./part.ts";
import { PartBoundary } from "./part-boundary.tsx";
import { type Session, session, startSession } from "./session.ts";
import { MissingPart, StoppedScreen, UnreachableScreen } from "./trouble-screens.tsx";
import { isUsable } from "./usable.ts";

/** Going elsewhere draws none of it anew. */
const Overlays = memo(part(async () => (await import("../design/overlays.tsx")).Overlays));
export const MainScreen = part(async () => (await import("./main-screen.tsx")).MainScreen);
const SignInPage = part(async () => (await import("../sign-in/sign-in-page.tsx")).SignInPage);
const SetUpPage = part(async () => (await import("../set-up/set-up-page.tsx")).SetUpPage, "nobody");
const LinkPage = part(async () => (await import("../link/link-page.tsx")).LinkPage, "nobody");

/** Where a link that signs somebody in leads. */
export const LINK_PATH = "/link";

/** The screen for whoever is here. The address stays what it is while somebody signs in, and is honoured after. */
export function App() {
  const current = useSignal(session);
  const [path] = useLocation();
  const followsLink = path === LINK_PATH;
  const followedLink = useRef(followsLink);
  useEffect(() => {
    if (followedLink.current && !followsLink) void startSession();
    followedLink.current = followsLink;
  }, [followsLink]);
  usePartsAhead(current);
  return (
    <>
      <PartBoundary resetKey={`${current.status} ${path}`} fallback={<MissingPart />}>
        <Suspense fallback={<LoadingScreen />}>
          {followsLink ? <LinkPage /> : <Screen current={current} />}
        </Suspense>
      </PartBoundary>
      <LateOverlays path={path} />
    </>
  );
}

/** At first the screen itself has the network and the processor; then all else is fetched, one after the other. */
function usePartsAhead(current: Session) {
  const usable = useSignal(isUsable);
  const staff = current.status === "signed-in" && current.me.role === "admin";
  useEffect(() => {
    if (!usable) return;
    const stop = new AbortController();
    void fetchPartsAhead(staff, stop.signal);
    return () => stop.abort();
  }, [usable, staff]);
}

function LateOverlays({ path }: { path: string }) {
  const menu = useSignal(openMenu);
  const toasts = useSignal(waitingToasts);
  const usable = useSignal(isUsable);
  const wanted = useRef(false);
  // Then they stay: a menu does what was chosen once it is gone, and has then been taken from what asks for it.
  wanted.current ||= usable || menu !== null || toasts.length > 0;
  return (
    <PartBoundary resetKey={`${path} ${menu?.owner}`}>
      <Suspense fallback={null}>{wanted.current && <Overlays />}</Suspense>
    </PartBoundary>
  );
}

function Screen({ current }: { current: Session }) {
  switch (current.status) {
    case "loading":
      return <LoadingScreen />;
    case "unreachable":
      return <UnreachableScreen error={current.error} />;
    case "incomplete":
      return <MissingPart />;
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
