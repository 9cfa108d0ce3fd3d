import type { AccountId, DeviceId } from "@encrptalk/protocol";
import type { Person, School } from "../../program/school.ts";
import type { Database } from "../database.ts";

/** Everyone who may ask for something, as seen from Asha's conversation and from the room that she is in. */
export const CALLERS = [
  "nobody",
  "signed out",
  "expired",
  "deactivated",
  "student",
  "program",
  "another student",
  "revoked member",
  "admin",
] as const;
type Who = (typeof CALLERS)[number];

/** Those who are signed in. */
export const SIGNED_IN = ["student", "program", "another student", "revoked member", "admin"] as const;
export type SignedIn = (typeof SIGNED_IN)[number];

/** Somebody at a door, with what they show there. */
export interface Caller {
  who: Who;
  headers: Record<string, string>;
  /** `null`: has no token with which to get another one. */
  person: Person | null;
  accountId: AccountId;
  deviceId: DeviceId;
}

export const isSignedIn = (caller: Caller): caller is Caller & { who: SignedIn; person: Person } =>
  (SIGNED_IN as readonly string[]).includes(caller.who);

/** `asha`: the student. `cara`: the revoked member, who has left the room that she was in with Asha. */
export async function castCallers(
  school: School,
  database: Database,
  { asha, ben, cara }: Record<"asha" | "ben" | "cara", Person>,
): Promise<Record<Who, Caller>> {
  const [dan, eve, finn] = [await school.enrol("Dan"), await school.enrol("Eve"), await school.enrol("Finn")];
  await school.rao.ask("POST", `/api/people/${dan.me.accountId}/deactivate`);
  database.run("UPDATE devices SET expires_at = 1 WHERE account_id = ?", eve.me.accountId);
  await finn.ask("POST", "/api/devices/sign-out-others");
  const inBrowser = (who: Who, person: Person): Caller => ({
    who,
    headers: { cookie: person.cookie, origin: person.program.url },
    person,
    accountId: person.me.accountId,
    deviceId: person.me.deviceId,
  });
  const nobody = { cookie: "", origin: school.program.url };
  return {
    nobody: { ...inBrowser("nobody", finn), headers: nobody },
    "signed out": inBrowser("signed out", finn),
    expired: inBrowser("expired", eve),
    deactivated: inBrowser("deactivated", dan),
    student: inBrowser("student", asha),
    program: { ...inBrowser("program", asha), headers: asha.headers },
    "another student": inBrowser("another student", ben),
    "revoked member": inBrowser("revoked member", cara),
    admin: inBrowser("admin", school.rao),
  };
}
