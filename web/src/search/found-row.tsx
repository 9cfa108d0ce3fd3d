import { Link } from "../app/link.tsx";
import { useNow } from "../app/now.ts";
import { useMe } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { MOMENT } from "../design/tip.ts";
import { m } from "../paraglide/messages.js";
import { SchoolAvatar } from "../rooms/school-avatar.tsx";
import { shortMoment } from "../text/time.ts";
import type { FoundMessage } from "./found-message.ts";
import styles from "./found-row.module.css";
import { HitText } from "./hit-text.tsx";

/** A message that was found; leads to its place. */
export function FoundRow({ found }: { found: FoundMessage }) {
  const now = useNow();
  const { hit, sender, place, path } = found;
  return (
    <Link to={path} className={styles.link} data-found="">
      <PlaceAvatar found={found} />
      <span className={styles.head}>
        <span className={styles.place} dir="auto">
          {place}
        </span>
        <time
          className={styles.time}
          dateTime={new Date(hit.at).toISOString()}
          data-tip={MOMENT}
          data-moment={hit.at}
        >
          {shortMoment(hit.at, now)}
        </time>
      </span>
      <span className={styles.text} dir="auto">
        {sender !== null && <span className={styles.sender}>{m.search_by({ name: sender })} </span>}
        <HitText hit={hit} />
      </span>
    </Link>
  );
}

function PlaceAvatar({ found: { room, place } }: { found: FoundMessage }) {
  const staff = useMe().role === "admin";
  if (room.kind === "group") return <Avatar name={place} id={room.roomId} shape="room" />;
  return staff ? <Avatar name={place} id={room.studentId ?? room.roomId} /> : <SchoolAvatar />;
}
