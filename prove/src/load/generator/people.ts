import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { CrowdedSchool, Member } from "../school/prepare-school.ts";
import { openWebSocket } from "./carrier.ts";
import { type Crowd, Device, type Seat } from "./device.ts";
import { openPausableSocket, type PausableCarrier } from "./pausable-socket.ts";

/** How many conversations each device of the staff follows. */
const FOLLOWED = 6;
/** Of three accounts, one is looked at. */
const READ_EVERY = 3;

/** Where something is said, how often, and by whom. */
export interface Place {
  roomId: RoomId;
  /** Those who may say something there. */
  speakers: Device[];
}

export interface People {
  /** All that come and go and speak. */
  ordinary: Device[];
  dawdlers: Device<PausableCarrier>[];
  everyone: Place;
  gallery: Place;
  classes: Place[];
  conversations: Place[];
}

/** A device for each token of the school but the abuser's, none of them connected. */
export function gather(url: string, school: CrowdedSchool, crowd: Crowd): People {
  const classesOf = new Map<AccountId, RoomId[]>();
  for (const { roomId, members } of school.classes)
    for (const member of members) classesOf.set(member, [...(classesOf.get(member) ?? []), roomId]);
  const conversationOf = new Map(school.conversations.map(({ roomId, student }) => [student, roomId]));

  const seatsOf = (member: Member, number: number, isStaff: boolean): Seat[] =>
    member.tokens.map((token, index) => {
      const own = conversationOf.get(member.accountId);
      const first = (number * member.tokens.length + index) * FOLLOWED;
      const followed = isStaff
        ? school.conversations.slice(first, first + FOLLOWED).map(({ roomId }) => roomId)
        : [];
      const marked = new Set([
        ...(classesOf.get(member.accountId) ?? []),
        ...followed,
        ...(own ? [own] : []),
      ]);
      return {
        url,
        token,
        isStaff,
        followed,
        marked,
        isRead: index === 0 && number % READ_EVERY === 0,
        isTimed: true,
      };
    });
  const devicesOf = (members: Member[], isStaff: boolean): Map<AccountId, Device[]> =>
    new Map(
      members.map((member, number) => [
        member.accountId,
        seatsOf(member, number, isStaff).map((seat) => new Device(seat, crowd, openWebSocket)),
      ]),
    );

  const staff = devicesOf(school.staff, true);
  const students = devicesOf(school.students, false);
  const all = new Map([...staff, ...students]);
  const dawdlers = school.dawdlers.flatMap((member, number) =>
    seatsOf(member, number, false).map(
      (seat) => new Device({ ...seat, isTimed: false }, crowd, openPausableSocket),
    ),
  );
  const devices = (accounts: readonly AccountId[]) => accounts.flatMap((account) => all.get(account) ?? []);
  return {
    ordinary: [...all.values()].flat(),
    dawdlers,
    everyone: { roomId: school.everyone, speakers: [...all.values()].flat() },
    gallery: { roomId: school.gallery, speakers: [...staff.values()][0] ?? [] },
    classes: school.classes.map(({ roomId, members }) => ({ roomId, speakers: devices(members) })),
    conversations: school.conversations.map(({ roomId, student }) => ({
      roomId,
      speakers: [
        ...(students.get(student) ?? []),
        ...[...staff.values()].flat().filter(({ seat }) => seat.followed.includes(roomId)),
      ],
    })),
  };
}
