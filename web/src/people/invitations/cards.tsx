import type { Invitations } from "@encrptalk/protocol";
import { createPortal } from "preact/compat";
import { useSignedIn } from "../../app/signed-in.ts";
import { m } from "../../paraglide/messages.js";
import { dayAndYear } from "../../text/time.ts";
import styles from "./cards.module.css";
import { QrCode } from "./qr-code.tsx";

export type Invitation = Invitations["invitations"][number];

/** One student's way in, to be cut out. */
export function Card({ invitation }: { invitation: Invitation }) {
  const { school } = useSignedIn();
  const { name, className, rollId, url, expiresAt } = invitation;
  return (
    <article className={styles.card}>
      <div className={styles.words}>
        <p className={styles.school} dir="auto">
          {school}
        </p>
        <h3 className={styles.name} dir="auto">
          {name}
        </h3>
        <p className={styles.student}>{m.roll_and_class({ rollId, className })}</p>
        <p className={styles.how}>{m.invitations_card_scan()}</p>
        <p className={styles.how}>{m.invitations_card_then({ address: new URL(url).host })}</p>
        <p className={styles.valid}>{m.invitations_card_valid({ date: dayAndYear(expiresAt) })}</p>
      </div>
      <QrCode text={url} label={m.invitations_card_code({ name })} className={styles.code ?? ""} />
    </article>
  );
}

/** All cards, ten to a sheet of A4. Stands beside the page, unseen until something is printed: then it is all there is. */
export const CardSheet = ({ invitations }: { invitations: readonly Invitation[] }) =>
  createPortal(
    <div className={styles.sheet}>
      {invitations.map((invitation) => (
        <Card key={invitation.accountId} invitation={invitation} />
      ))}
    </div>,
    document.body,
  );
