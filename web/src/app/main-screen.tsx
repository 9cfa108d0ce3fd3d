import { Suspense } from "preact/compat";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { useSignal } from "../design/signal.ts";
import { KeyboardShortcuts } from "../keys/keyboard-shortcuts.tsx";
import { Notices } from "../notices/notices.tsx";
import { StartRoom } from "../rooms/start-room.tsx";
import { askedToSignOut } from "../settings/sign-out.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import styles from "./main-screen.module.css";
import { part } from "./part.ts";
import { PartBoundary } from "./part-boundary.tsx";
import {
  AuditPage,
  DeskScreen,
  ImportPage,
  InvitationsPage,
  NavigationRail,
  OverviewPage,
  PeoplePage,
  RoomsScreen,
  SearchPage,
  SettingsPage,
  WelcomePage,
} from "./screens.ts";
import type { SignedIn } from "./session.ts";
import { SignedInContext } from "./signed-in.ts";
import { SkipLink } from "./skip-link.tsx";
import { MissingPart } from "./trouble-screens.tsx";
import { useUsable } from "./usable.ts";
import { useWindowSignals } from "./window-signals.ts";

const SignOutDialog = part(async () => (await import("../settings/sign-out-dialog.tsx")).SignOutDialog);

/** Everything a signed-in person sees. */
export function MainScreen({ signedIn }: { signedIn: SignedIn }) {
  useWindowSignals(signedIn.client);
  const [path] = useLocation();
  // Lists and conversations say it themselves.
  useUsable(!/^\/(?:$|rooms|messages)/.test(path));
  const staff = signedIn.me.role === "admin";
  const isWhole = useSignal(signedIn.isWhole);
  return (
    <SignedInContext value={signedIn}>
      <SkipLink />
      <div className={styles.screen} data-staff={staff || undefined}>
        {staff && isWhole && (
          <PartBoundary resetKey={path} fallback={<span className={styles.rail} />}>
            <Suspense fallback={<span className={styles.rail} />}>
              <NavigationRail />
            </Suspense>
          </PartBoundary>
        )}
        <PartBoundary resetKey={path} fallback={<MissingPart />}>
          <Suspense fallback={<LoadingScreen />}>
            {isWhole ? <Screen staff={staff} /> : <LoadingScreen />}
          </Suspense>
        </PartBoundary>
      </div>
      <PartBoundary resetKey={path}>
        <SignOutQuestion />
      </PartBoundary>
      <PartBoundary resetKey={path}>
        <Notices />
        <KeyboardShortcuts />
      </PartBoundary>
    </SignedInContext>
  );
}

const Screen = ({ staff }: { staff: boolean }) => (
  <Switch>
    <Route path="/">{staff ? <Redirect to="/messages" replace /> : <StartRoom />}</Route>
    <Route path="/rooms/:roomId?">{({ roomId }) => <RoomsScreen roomId={roomId} />}</Route>
    {staff && (
      <Route path="/overview">
        <OverviewPage />
      </Route>
    )}
    {staff && (
      <Route path="/messages/:studentId?">{({ studentId }) => <DeskScreen studentId={studentId} />}</Route>
    )}
    {staff && (
      <Route path="/people">
        <PeoplePage />
      </Route>
    )}
    {staff && (
      <Route path="/people/import">
        <ImportPage />
      </Route>
    )}
    {staff && (
      <Route path="/people/invitations">
        <InvitationsPage />
      </Route>
    )}
    {staff && (
      <Route path="/audit">
        <AuditPage />
      </Route>
    )}
    {staff && (
      <Route path="/welcome">
        <WelcomePage />
      </Route>
    )}
    <Route path="/search">
      <SearchPage />
    </Route>
    <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section} />}</Route>
    <Route>
      <Redirect to="/" replace />
    </Route>
  </Switch>
);

function SignOutQuestion() {
  const unsent = useSignal(askedToSignOut);
  if (unsent === null) return null;
  return (
    <Suspense fallback={null}>
      <SignOutDialog unsent={unsent} onClose={() => askedToSignOut.set(null)} />
    </Suspense>
  );
}
