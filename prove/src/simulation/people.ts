import { createHash } from "node:crypto";
import type { AccountId, DeviceId, RoomId } from "@encrptalk/protocol";

export interface SimulatedPerson {
  readonly accountId: AccountId;
  readonly name: string;
  readonly role: "admin" | "student";
}

const person = (id: string, name: string, role: "admin" | "student"): SimulatedPerson => ({
  accountId: id as AccountId,
  name,
  role,
});

export const RAO = person("rao", "Ms Rao", "admin");
const COLE = person("cole", "Mr Cole", "admin");
export const ASHA = person("asha", "Asha Verma", "student");
export const BEN = person("ben", "Ben Okafor", "student");
export const CHEN = person("chen", "Chen Li", "student");
const DINA = person("dina", "Dina Haddad", "student");
export const PEOPLE: readonly SimulatedPerson[] = [RAO, COLE, ASHA, BEN, CHEN, DINA];
export const STUDENTS = PEOPLE.filter(({ role }) => role === "student");

export interface SimulatedDevice {
  readonly deviceId: DeviceId;
  readonly person: SimulatedPerson;
  readonly token: string;
}

const device = (owner: SimulatedPerson, kind: string): SimulatedDevice => ({
  deviceId: `${owner.accountId}-${kind}` as DeviceId,
  person: owner,
  token: `token-of-${owner.accountId}-${kind}`,
});

export const DEVICES: readonly SimulatedDevice[] = [
  device(RAO, "laptop"),
  device(ASHA, "phone"),
  device(BEN, "phone"),
  device(COLE, "laptop"),
  device(ASHA, "laptop"),
  device(CHEN, "phone"),
  device(RAO, "phone"),
  device(DINA, "phone"),
];

export const tokenHash = ({ token }: SimulatedDevice): string =>
  createHash("sha256").update(token).digest("base64url");

/** Rooms that are there from the beginning. Dina is in neither of the clubs, and nobody has written to her. */
export const EVERYONE = "everyone" as RoomId;
export const CHESS = "chess" as RoomId;
export const SCIENCE = "science" as RoomId;
export const conversationOf = ({ accountId }: SimulatedPerson): RoomId => `with-${accountId}` as RoomId;
