import { forgetDevice } from "./subscribed.ts";
import { forgetSeen } from "./waiting.ts";

/** Nobody is signed in here any more: nothing of theirs is told or kept. */
export async function forgetNotices(): Promise<void> {
  forgetSeen();
  await forgetDevice();
}
