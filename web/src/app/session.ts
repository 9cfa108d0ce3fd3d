import { type Client, createApi, type StopReason } from "@encrptalk/client";
import type { BrowserStorage } from "@encrptalk/client/browser";
import { type Me, ProtocolError } from "@encrptalk/protocol";
import { navigate } from "wouter/use-browser-location";
import { Signal } from "../design/signal.ts";
import { connectAhead, dropAhead } from "./socket-ahead.ts";
import { applyTheme, forgetTheme, isKnownHere } from "./theme.ts";

/** Who is here. */
export type Session =
  | { status: "loading" }
  /** The server gave no answer. */
  | { status: "unreachable"; error: unknown }
  /** Signed in, but the rest of the page could not be fetched. */
  | { status: "incomplete" }
  | { status: "set-up" }
  | { status: "signed-out"; school: string; reason?: StopReason }
  /** Signed in, but this tab may not go on. */
  | { status: "stopped"; reason: StopReason }
  | SignedIn;

export interface SignedIn {
  status: "signed-in";
  school: string;
  me: Me;
  client: Client;
  storage: BrowserStorage;
  /** Whether it is time to draw the screen. */
  isWhole: Signal<boolean>;
}

export const session = new Signal<Session>({ status: "loading" });
/** Of whoever is being signed in, before there is a session, or was last. */
export const enteringAs = new Signal<Me["role"] | null>(null);
export const api = createApi({ url: location.origin, authentication: { kind: "cookie" } });

/** Asks the server who is here; the answer is in `session`. */
export async function startSession(): Promise<void> {
  leave();
  session.set({ status: "loading" });
  // Somebody was here, and most likely still is.
  if (isKnownHere()) {
    connectAhead();
    void fetchClient();
  }
  try {
    const [{ name }, me] = await Promise.all([api.school(), whoAmI()]);
    if (name === null) session.set({ status: "set-up" });
    else if (me === null) {
      dropAhead();
      session.set({ status: "signed-out", school: name });
    } else await enter(me, name);
  } catch (error) {
    session.set({ status: "unreachable", error });
  }
}

/** A stranger needs none of it. `null`: it could not be fetched. */
const fetchClient = () => import("./open-client.ts").catch(() => null);

async function whoAmI(): Promise<Me | null> {
  try {
    return await api.me();
  } catch (error) {
    if (error instanceof ProtocolError && error.code === "unauthenticated") return null;
    throw error;
  }
}

/** Begins the session of somebody who has just signed in. */
export async function enter(me: Me, school: string): Promise<void> {
  applyTheme(me.settings.theme);
  enteringAs.set(me.role);
  connectAhead();
  const fetched = await fetchClient();
  if (fetched === null) return session.set({ status: "incomplete" });
  const opened = fetched.openClient(me);
  const { client } = opened;
  const signedIn: SignedIn = { status: "signed-in", school, me, ...opened };
  session.set(signedIn);
  client.connection.subscribe(() => {
    const state = client.connection.get();
    if (state.status === "stopped") void stop(signedIn, state.reason);
  });
}

async function stop(stopped: SignedIn, reason: StopReason) {
  if (session.get() !== stopped || reason === "closed") return;
  if (reason === "account-changed") return startSession();
  if (reason !== "signed-out" && reason !== "deactivated") return session.set({ status: "stopped", reason });
  session.set({ status: "signed-out", school: stopped.school, reason });
  await forget(stopped);
}

/** Signs this browser out and wipes what it kept. Rejects, and changes nothing, when the server cannot be told. */
export async function signOut(): Promise<void> {
  const leaving = session.get();
  if (leaving.status !== "signed-in") return;
  await leaving.client.api.signOut();
  // Whoever signs in next does not land where this person was.
  navigate("/", { replace: true });
  session.set({ status: "signed-out", school: leaving.school });
  await forget(leaving);
}

/** What the person chose, on all of their devices. */
export async function saveSettings(settings: Me["settings"]): Promise<void> {
  const current = session.get();
  if (current.status !== "signed-in") return;
  applyTheme(settings.theme);
  session.set({ ...current, me: { ...current.me, settings } });
  await current.client.api.saveSettings(settings);
}

/** Shows the name that an administrator has given the school. */
export function renameSchool(school: string): void {
  const current = session.get();
  if (current.status === "signed-in" && current.school !== school) session.set({ ...current, school });
}

async function forget({ client, storage }: SignedIn) {
  client.close();
  forgetTheme();
  sessionStorage.clear();
  const notices = import("../notices/forget-notices.ts");
  await Promise.all([storage.wipe(), notices.then(({ forgetNotices }) => forgetNotices())]);
}

function leave() {
  const current = session.get();
  if (current.status !== "signed-in") return;
  current.client.close();
  current.storage.close();
}
