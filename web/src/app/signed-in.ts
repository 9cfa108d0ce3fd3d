import type { Client } from "@encrptalk/client";
import type { AccountId, Me } from "@encrptalk/protocol";
import { createContext, useContext } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { useObservable } from "./observe.ts";
import type { SignedIn } from "./session.ts";

export const SignedInContext = createContext<SignedIn | null>(null);

/** The session, anywhere below the main screen. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error("Nobody is signed in here.");
  return signedIn;
}

export const useClient = (): Client => useSignedIn().client;
export const useMe = (): Me => useSignedIn().me;

/** A person's name, or a word for somebody whose name is not known yet. */
export function usePersonName(accountId: AccountId): string {
  const person = useObservable(useClient().person(accountId));
  return person?.name ?? m.person_unknown();
}
