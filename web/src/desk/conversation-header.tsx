import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId, ConversationStatus, StudentDetails } from "@encrptalk/protocol";
import { ArrowLeft, CircleCheck, PanelRight, RotateCcw } from "lucide";
import { useLocation } from "wouter";
import { PHONE, useMedia } from "../app/media.ts";
import { useNow } from "../app/now.ts";
import header from "../app/pane-header.module.css";
import { useOnline } from "../app/use-online.ts";
import { Avatar } from "../design/avatar.tsx";
import { Badge } from "../design/badge.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import head from "../thread/thread-header.module.css";
import styles from "./conversation-header.module.css";
import { presenceOf } from "./presence.ts";
import { useConversationStatus, useStudent } from "./use-conversation-status.ts";

interface ConversationHeaderProps {
  studentId: AccountId;
  /** `null`: not known yet. */
  details: StudentDetails | null;
  leaveTo: string;
  detailsShown: boolean;
  onShowDetails: () => void;
}

/** Who it is that one talks with, how the conversation stands, and what can be done with it; bare while unknown. */
export function ConversationHeader({ studentId, ...props }: ConversationHeaderProps) {
  const student = useStudent(studentId);
  return student ? <StudentHeader student={student} {...props} /> : <BareHeader leaveTo={props.leaveTo} />;
}

interface StudentHeaderProps extends Omit<ConversationHeaderProps, "studentId"> {
  student: DeskEntryRow;
}

function StudentHeader({ student, details, leaveTo, detailsShown, onShowDetails }: StudentHeaderProps) {
  const { accountId, name, rollId, className } = student.student;
  const online = useOnline(accountId, details?.entry);
  const now = useNow();
  const phone = useMedia(PHONE);
  const Heading = phone ? "h1" : "h2";
  const status = student.conversation === null ? null : statusWord(student.conversation.status);
  const leading = phone ? status : m.desk_row_person({ rollId, className });
  const presence = student.listed ? presenceOf(details, online, now) : m.status_deactivated();
  return (
    <header className={classes(header.header, header.ruled, head.header)}>
      {phone && <Back leaveTo={leaveTo} />}
      <Avatar name={name} id={accountId} online={online} />
      <div className={head.names}>
        <Heading className={head.title} dir="auto">
          {name}
        </Heading>
        <p className={head.facts}>
          {leading !== null && <span>{leading}</span>}
          {leading !== null && presence !== null && " · "}
          {presence}
        </p>
      </div>
      {!phone && status !== null && (
        <span className={styles.status}>
          <Badge tone={student.conversation?.status === "closed" ? "plain" : "accent"}>{status}</Badge>
        </span>
      )}
      <Toggle student={student} />
      <IconButton
        label={detailsShown ? m.desk_details_hide() : m.desk_details_show()}
        icon={<Icon of={PanelRight} size={20} className="directional" />}
        aria-pressed={detailsShown}
        onClick={onShowDetails}
      />
    </header>
  );
}

/** Of nobody: before it is known who it is, or because there is nothing to say of them. */
export function BareHeader({ leaveTo }: { leaveTo: string }) {
  const phone = useMedia(PHONE);
  return phone ? (
    <header className={classes(header.header, header.ruled, head.header)}>
      <Back leaveTo={leaveTo} />
    </header>
  ) : null;
}

function Back({ leaveTo }: { leaveTo: string }) {
  const [, navigate] = useLocation();
  return (
    <IconButton
      label={m.desk_back()}
      icon={<Icon of={ArrowLeft} size={20} className="directional" />}
      onClick={() => navigate(leaveTo)}
    />
  );
}

const statusWord = (status: ConversationStatus) =>
  status === "closed" ? m.desk_status_closed() : m.desk_status_active();

function Toggle({ student }: { student: DeskEntryRow }) {
  const { closed, busy, toggle } = useConversationStatus(student.student.accountId);
  if (toggle === null) return null;
  return (
    <Button
      small
      busy={busy}
      className={styles.toggle}
      aria-label={closed ? m.desk_reopen_tip() : m.desk_close_tip()}
      data-tip={`${closed ? m.desk_reopen_tip() : m.desk_close_tip()} · ${m.key_alt()} E`}
      onClick={() => void toggle()}
    >
      <Icon of={closed ? RotateCcw : CircleCheck} size={16} />
      <span>{closed ? m.desk_reopen() : m.desk_close()}</span>
    </Button>
  );
}
