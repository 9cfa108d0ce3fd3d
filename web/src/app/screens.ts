import type { Me } from "@encrptalk/protocol";
import { part } from "./part.ts";

// The screens of the main part, each fetched when it is first shown, or before.
export const RoomsScreen = part(async () => (await import("../rooms/rooms-screen.tsx")).RoomsScreen);
export const SearchPage = part(async () => (await import("../search/search-page.tsx")).SearchPage);
export const SettingsPage = part(async () => (await import("../settings/settings-page.tsx")).SettingsPage);
export const NavigationRail = part(
  async () => (await import("./navigation-rail.tsx")).NavigationRail,
  "staff",
);
export const DeskScreen = part(async () => (await import("../desk/desk-screen.tsx")).DeskScreen, "staff");
export const OverviewPage = part(
  async () => (await import("../overview/overview-page.tsx")).OverviewPage,
  "staff",
);
export const PeoplePage = part(async () => (await import("../people/people-page.tsx")).PeoplePage, "staff");
export const ImportPage = part(
  async () => (await import("../people/import/import-page.tsx")).ImportPage,
  "staff",
);
export const InvitationsPage = part(
  async () => (await import("../people/invitations/invitations-page.tsx")).InvitationsPage,
  "staff",
);
export const AuditPage = part(async () => (await import("../audit/audit-page.tsx")).AuditPage, "staff");
export const WelcomePage = part(
  async () => (await import("../set-up/welcome-page.tsx")).WelcomePage,
  "staff",
);

/** Fetches the screen that a visit to this address begins with. `role` is `null` while it is not known. */
export function fetchScreenAt(path: string, role: Me["role"] | null): void {
  const starts = path === "/";
  if (path.startsWith("/messages") || (starts && role === "admin")) {
    void NavigationRail.fetch();
    void DeskScreen.fetch();
  } else if (path.startsWith("/rooms") || (starts && role === "student")) void RoomsScreen.fetch();
}
