import type { GroupConversation, StudentConversation } from "../script.ts";
import { chessClub } from "./chess-club.ts";
import { choir } from "./choir.ts";
import { ABSENCES } from "./desk/absences.ts";
import { BELONGINGS } from "./desk/belongings.ts";
import { LETTERS } from "./desk/letters.ts";
import { STUDIES } from "./desk/studies.ts";
import { everyone } from "./everyone.ts";
import { lakesTrip } from "./lakes-trip.ts";
import { lostAndFound } from "./lost-and-found.ts";
import { schoolNewspaper } from "./school-newspaper.ts";
import { scienceFair } from "./science-fair.ts";
import { year10Maths } from "./year-10-maths.ts";

/** What students and the office write to each other, in no order. */
export const STUDENT_CONVERSATIONS: readonly StudentConversation[] = [
  ...ABSENCES,
  ...BELONGINGS,
  ...LETTERS,
  ...STUDIES,
];

/** The school's rooms, in no order. */
export const CONVERSATIONS: readonly GroupConversation[] = [
  everyone,
  choir,
  chessClub,
  scienceFair,
  year10Maths,
  schoolNewspaper,
  lostAndFound,
  lakesTrip,
];
