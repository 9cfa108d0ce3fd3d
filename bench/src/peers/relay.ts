import { type Child, startChild } from "../child.ts";
import { roomsOfPeople } from "../layout.ts";
import { aroundStamp, messageIn, stampOf } from "../stamp.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Ears, Member, PeerOptions, RunningPeer, Seat } from "./peer.ts";

// What servers have in common that only repeat to a room what one of it says: the bytes of our event frames.

/** `room-` and a number of five digits, so that a relay finds the room at a fixed place. */
const nameOf = (room: number): string => `room-${String(room).padStart(5, "0")}`;

/**
 * Starts a relay: a program that prints its port, takes the rooms of a connection from `?rooms=room-00000,room-00001`,
 * and repeats to a room what comes after its name in a frame.
 */
export async function startRelay(command: string[], options: PeerOptions): Promise<RunningPeer> {
  const child = await startOnPort(command);
  return { ...child, seats: relaySeats(`ws://127.0.0.1:${child.found}`, options) };
}

/** A program that prints `port` and the number of the port that it listens on. */
export function startOnPort(command: string[]): Promise<Child<number>> {
  return startChild(command, {}, (output) => {
    const port = /^port (\d+)$/m.exec(output)?.[1];
    return port === undefined ? null : Number(port);
  });
}

export function relaySeats(url: string, { frame, ...layout }: PeerOptions): Seat[] {
  if (frame === null) throw new Error("A relay repeats our frames, so ours must run before it.");
  const names = Array.from({ length: layout.rooms }, (_, room) => nameOf(room));
  return roomsOfPeople(layout, names).map((rooms) => ({ url, rooms, frame }));
}

export async function connectToRelay({ url, rooms, frame = "" }: Seat, ears: Ears): Promise<Member> {
  const socket = await openSocket(`${url}/?rooms=${rooms.join()}`, {}, ears.failed);
  socket.onmessage = ({ data }: MessageEvent<string>) => ears.heard(messageIn(data), data);
  const frameOf = framesLike(frame);
  return {
    say: (message, room) => socket.send(room + frameOf(message)),
    leave: () => closeSocket(socket),
  };
}

/** Frames of the same bytes with other messages in them. */
export function framesLike(frame: string): (message: number) => string {
  const { before, after } = aroundStamp(frame);
  return (message) => before + stampOf(message) + after;
}
