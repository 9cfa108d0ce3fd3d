import type { Member, RoomId } from "@encrptalk/protocol";
import { useCallback, useEffect, useRef } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { useIsLost, useOnline } from "../app/use-online.ts";
import { usePages } from "../app/use-pages.ts";
import { Avatar } from "../design/avatar.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./members-list.module.css";

/** Many join at once: the list is asked for again when they have done so. */
const SETTLE_MS = 400;

export function MembersList({ roomId }: { roomId: RoomId }) {
  const client = useClient();
  const load = useCallback(
    async (after: string | undefined) => {
      const page = await client.api.members(roomId, after === undefined ? {} : { after });
      return { items: page.members, next: page.next };
    },
    [client, roomId],
  );
  const { items, status, error, hasMore, loadMore, reload } = usePages(load);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.onEvent(({ roomId: where, event }) => {
      if (where !== roomId || (event.type !== "member.joined" && event.type !== "member.left")) return;
      clearTimeout(timer);
      timer = setTimeout(reload, SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, roomId, reload]);

  const lost = useIsLost();
  const wasLost = useRef(lost);
  useEffect(() => {
    // Nobody has told meanwhile who came and went.
    if (wasLost.current && !lost) reload();
    wasLost.current = lost;
  }, [lost, reload]);

  return (
    <div className={styles.scroller}>
      <ul>
        {items.map((member) => (
          <MemberItem key={member.accountId} member={member} />
        ))}
      </ul>
      <LoadMore status={status} error={error} hasMore={hasMore} onLoad={loadMore} />
    </div>
  );
}

function MemberItem({ member }: { member: Member }) {
  const me = useMe();
  const online = useOnline(member.accountId, member);
  return (
    <li className={styles.member}>
      <Avatar name={member.name} id={member.accountId} size="small" online={online} />
      <div className={styles.who}>
        <p className={styles.name} dir="auto">
          {member.accountId === me.accountId ? m.person_and_you({ name: member.name }) : member.name}
        </p>
        {member.role === "admin" && <p className={styles.role}>{m.role_admin()}</p>}
      </div>
      {online && <VisuallyHidden>{m.person_online()}</VisuallyHidden>}
    </li>
  );
}
