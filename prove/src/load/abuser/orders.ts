import type { RoomId } from "@encrptalk/protocol";

export interface Abused {
  /** Sockets that were asked for, frames sent, and requests made. */
  attempts: { sockets: number; commands: number; junk: number; oversized: number; searches: number };
  /** Most sockets that were open and spoken to at once. */
  mostSockets: number;
  /** Commands that were carried out. */
  accepted: number;
  /** Searches that were answered. */
  searched: number;
  /** How often each code was answered or closed with. */
  refusals: Record<string, number>;
}

export type Order = { type: "abuse"; url: string; tokens: string[]; roomId: RoomId } | { type: "desist" };
export type Answer = { type: "abusing" } | ({ type: "desisted" } & Abused);
