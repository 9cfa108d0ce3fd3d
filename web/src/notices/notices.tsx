import { useEffect } from "react";
import { useLocation, useRoute } from "wouter";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe, useSignedIn } from "../app/signed-in.ts";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { previewOf } from "../text/preview.ts";
import { playChime } from "./chime.ts";
import { showCountOnIcon } from "./icon-count.ts";
import { titleOf } from "./title.ts";

/** Tells of what others write where one is not looking: a toast, a soft sound, a count on the tab. */
export function Notices() {
  useArrivals();
  useCountOnTab();
  return null;
}

const looking = () => document.visibilityState === "visible" && document.hasFocus();

function useArrivals() {
  const client = useClient();
  const me = useMe();
  const [, navigate] = useLocation();
  const [, here] = useRoute("/rooms/:roomId");
  const roomInView = here?.roomId;
  const { sound } = me.settings;
  useEffect(
    () =>
      client.onEvent(({ roomId, event, by }) => {
        const news =
          by === "live" && event.type === "message.sent" && event.sender.accountId !== me.accountId;
        const inView = roomId === roomInView;
        if (!news || (inView && looking())) return;
        if (sound) playChime();
        if (inView) return;
        const name = client.person(event.sender.accountId).get()?.name ?? m.person_unknown();
        const title = client.room(roomId).row.get()?.title ?? "";
        showToast({
          title: m.notice_title({ name, title }),
          text: previewOf(event),
          tone: "plain",
          // The latest of a room takes the place of the one before.
          key: `room:${roomId}`,
          onOpen: () => navigate(`/rooms/${roomId}`),
        });
      }),
    [client, me.accountId, roomInView, sound, navigate],
  );
}

function useCountOnTab() {
  const { school } = useSignedIn();
  const client = useClient();
  const { rows } = useObservable(client.rooms);
  const [, here] = useRoute("/rooms/:roomId");
  const unread = rows.reduce((sum, row) => sum + row.unread, 0);
  const room = rows.find((row) => row.roomId === here?.roomId)?.title;
  const title = titleOf({ unread, place: room, school });
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => showCountOnIcon(unread), [unread]);
  useEffect(() => () => showCountOnIcon(0), []);
}
