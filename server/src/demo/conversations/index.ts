import type { Conversation } from "../script.ts";
import { chessClub } from "./chess-club.ts";
import { choir } from "./choir.ts";
import { everyone } from "./everyone.ts";
import { lakesTrip } from "./lakes-trip.ts";
import { lostAndFound } from "./lost-and-found.ts";
import { schoolNewspaper } from "./school-newspaper.ts";
import { scienceFair } from "./science-fair.ts";
import { year10Maths } from "./year-10-maths.ts";

/** The school's rooms, in no order. */
export const CONVERSATIONS: readonly Conversation[] = [
  everyone,
  choir,
  chessClub,
  scienceFair,
  year10Maths,
  schoolNewspaper,
  lostAndFound,
  lakesTrip,
];
