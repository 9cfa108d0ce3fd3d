import { type AccountId, ProtocolError, type StudentDetails } from "@encrptalk/protocol";
import type { Staff } from "../rooms/index.ts";
import { type Desk, withPresence } from "./context.ts";

/** What the desk tells of one student. Errors: `not-found` for who is no student. */
export async function studentDetails(
  desk: Desk,
  staff: Staff,
  studentId: AccountId,
): Promise<StudentDetails> {
  const details = await desk.rooms.store.studentDetails(staff.accountId, studentId);
  if (!details) throw new ProtocolError("not-found");
  return { ...details, entry: withPresence(desk, details.entry) };
}
