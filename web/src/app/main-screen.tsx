import { lazy, Suspense } from "preact/compat";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { useSignal } from "../design/signal.ts";
import { KeyboardShortcuts } from "../keys/keyboard-shortcuts.tsx";
import { Notices } from "../notices/notices.tsx";
import { RoomsScreen } from "../rooms/rooms-screen.tsx";
import { StartRoom } from "../rooms/start-room.tsx";
import { askedToSignOut } from "../settings/sign-out.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import styles from "./main-screen.module.css";
import { PartBoundary } from "./part-boundary.tsx";
import type { SignedIn } from "./session.ts";
import { SignedInContext } from "./signed-in.ts";
import { SkipLink } from "./skip-link.tsx";
import { MissingPart } from "./trouble-screens.tsx";
import { useWindowSignals } from "./window-signals.ts";

const AuditPage = lazy(async () => ({ default: (await import("../audit/audit-page.tsx")).AuditPage }));
const DeskScreen = lazy(async () => ({ default: (await import("../desk/desk-screen.tsx")).DeskScreen }));
const OverviewPage = lazy(async () => ({
  default: (await import("../overview/overview-page.tsx")).OverviewPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import("../people/import/import-page.tsx")).ImportPage,
}));
const InvitationsPage = lazy(async () => ({
  default: (await import("../people/invitations/invitations-page.tsx")).InvitationsPage,
}));
const NavigationRail = lazy(async () => ({
  default: (await import("./navigation-rail.tsx")).NavigationRail,
}));
const PeoplePage = lazy(async () => ({ default: (await import("../people/people-page.tsx")).PeoplePage }));
const SearchPage = lazy(async () => ({ default: (await import("../search/search-page.tsx")).SearchPage }));
const SignOutDialog = lazy(async () => ({
  default: (await import("../settings/sign-out-dialog.tsx")).SignOutDialog,
}));
const SettingsPage = lazy(async () => ({
  default: (await import("../settings/settings-page.tsx")).SettingsPage,
}));
const WelcomePage = lazy(async () => ({
  default: (await import("../set-up/welcome-page.tsx")).WelcomePage,
}));

/** Everything a signed-in person sees. */
export function MainScreen({ signedIn }: { signedIn: SignedIn }) {
  useWindowSignals(signedIn.client);
  const [path] = useLocation();
  const staff = signedIn.me.role === "admin";
  return (
    <SignedInContext value={signedIn}>
      <SkipLink />
      <div className={styles.screen} data-staff={staff || undefined}>
        {staff && (
          <PartBoundary resetKey={path} fallback={<span className={styles.rail} />}>
            <Suspense fallback={<span className={styles.rail} />}>
              <NavigationRail />
            </Suspense>
          </PartBoundary>
        )}
        <PartBoundary resetKey={path} fallback={<MissingPart />}>
          <Suspense fallback={<LoadingScreen />}>
            <Switch>
              <Route path="/">{staff ? <Redirect to="/messages" replace /> : <StartRoom />}</Route>
              <Route path="/rooms/:roomId?">{({ roomId }) => <RoomsScreen roomId={roomId} />}</Route>
              {staff && (
                <Route path="/overview">
                  <OverviewPage />
                </Route>
              )}
              {staff && (
                <Route path="/messages/:studentId?">
                  {({ studentId }) => <DeskScreen studentId={studentId} />}
                </Route>
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
          </Suspense>
        </PartBoundary>
      </div>
      <PartBoundary resetKey={path}>
        <SignOutQuestion />
        <Notices />
        <KeyboardShortcuts />
      </PartBoundary>
    </SignedInContext>
  );
}

function SignOutQuestion() {
  const unsent = useSignal(askedToSignOut);
  if (unsent === null) return null;
  return (
    <Suspense fallback={null}>
      <SignOutDialog unsent={unsent} onClose={() => askedToSignOut.set(null)} />
    </Suspense>
  );
}
