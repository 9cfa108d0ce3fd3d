import type { DisplaySettings } from "@encrptalk/protocol";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { showRoomNotification } from "../service-worker/room-notification.ts";
import { playChime } from "./chime.ts";
import { deviceState } from "./device.ts";
import { isInView, isLooking, type News } from "./news.ts";
import type { Quiet } from "./school-quiet.ts";
import { type Told, toastKeyOf } from "./told.ts";
import type { Turns } from "./turns.ts";
import { worker } from "./worker.ts";

/** How long a tab leaves it to others that are nearer to the person. */
const PATIENCE_MS = { looked: 0, visible: 100, hidden: 350 };

interface Telling {
  turns: Turns;
  quiet: Quiet;
  told: Told;
  settings: Pick<DisplaySettings, "sound" | "quietHours">;
  open: (path: string) => void;
}

/** Tells of something once in this browser, in the way that fits where the person looks. */
export async function tell(news: News, { turns, quiet, told, settings, open }: Telling): Promise<void> {
  if (!(await turns.take(news, patience())) || isInView(news)) return;
  const isQuiet = await quiet.isNow(settings.quietHours);
  if (turns.isOutdated(news)) return;
  const heard = settings.sound && !isQuiet && playChime();
  if (location.pathname !== news.path) toast(news, open);
  if (document.visibilityState === "hidden" && !isQuiet) await notify(news, !settings.sound || heard);
  told.watch(news);
}

function patience(): number {
  if (isLooking()) return PATIENCE_MS.looked;
  return document.visibilityState === "visible" ? PATIENCE_MS.visible : PATIENCE_MS.hidden;
}

const toast = (news: News, open: (path: string) => void) =>
  showToast({
    title: titleOf(news),
    text: news.kind === "opened" ? m.notice_school_opened_text() : news.text,
    tone: "plain",
    // The latest of a room takes the place of the one before.
    key: toastKeyOf(news.roomId),
    onOpen: () => open(news.path),
  });

function titleOf({ kind, place, sender, fromSchool, studentId }: News): string {
  if (kind === "opened") return m.notice_school_opened({ school: place });
  if (fromSchool) return m.notice_from_school({ name: sender, school: place });
  if (studentId !== null) return place;
  return kind === "mention"
    ? m.notice_mention({ name: sender, title: place })
    : m.notice_title({ name: sender, title: place });
}

async function notify(news: News, silent: boolean): Promise<void> {
  const registration = worker.get();
  if (registration === null || deviceState.get() !== "on") return;
  const { roomId, path, place, unread } = news;
  const title = unread > 1 ? m.notify_place_count({ place, count: unread }) : place;
  // The permission may have been taken back a moment ago.
  await showRoomNotification(registration, { roomId, path, title, body: bodyOf(news), silent }).catch(
    () => {},
  );
}

function bodyOf({ kind, studentId, sender, text }: News): string {
  if (kind === "opened") return m.notify_conversation_opened();
  return studentId === null ? m.notify_body({ name: sender, text }) : text;
}
