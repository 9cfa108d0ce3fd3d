import type { ErrorCode } from "@encrptalk/protocol";
import type { Caller, SignedIn } from "./caller.ts";
import { isSignedIn } from "./caller.ts";

/** `nothing`: succeeds and does nothing, as it does where there is nothing. */
type Outcome = "done" | "nothing" | ErrorCode;

/** What comes of it for each who is signed in; all others are told to sign in. */
export type May = Record<SignedIn, Outcome>;

/** A row of the table of permissions. */
export interface Row {
  /** What it is tried on, where there are several. */
  on?: string;
  may: May | { anyone: Outcome };
  /** Whether doing it changes what is stored. */
  writes: boolean;
}

export const EVERYONE: May = {
  student: "done",
  program: "done",
  "another student": "done",
  "revoked member": "done",
  admin: "done",
};

export const STAFF: May = {
  student: "forbidden",
  program: "forbidden",
  "another student": "forbidden",
  "revoked member": "forbidden",
  admin: "done",
};

/** The room's members and its administrators; to others it is not there. */
export const MEMBERS: May = {
  ...EVERYONE,
  "another student": "room-not-found",
  "revoked member": "room-not-found",
};

/** The student whose it is and whoever is of the staff, which in a conversation are as good as members. */
export const PARTIES: May = { ...MEMBERS };

/** Done for those who are in the room; for others it succeeds, and does nothing. */
export const NOTHING_FOR_OTHERS = {
  ...EVERYONE,
  "another student": "nothing",
  "revoked member": "nothing",
} as const;

/** To whom something is given that names them, and to nobody else. */
export const OWNER: May = {
  student: "done",
  program: "done",
  "another student": "not-found",
  "revoked member": "not-found",
  admin: "not-found",
};

export const outcomeOf = ({ may }: Row, caller: Caller): Outcome => {
  if ("anyone" in may) return may.anyone;
  return isSignedIn(caller) ? may[caller.who] : "unauthenticated";
};
