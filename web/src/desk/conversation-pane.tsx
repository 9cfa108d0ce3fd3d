import type { DeskEntryRow } from "@encrptalk/client";
import { type AccountId, ProtocolError, type RoomId, type StudentDetails } from "@encrptalk/protocol";
import { CloudOff, UserSearch, UserX } from "lucide";
import { memo } from "preact/compat";
import { useLocation } from "wouter";
import { useSelected } from "../app/observe.ts";
import header from "../app/pane-header.module.css";
import { useClient } from "../app/signed-in.ts";
import { useUsable } from "../app/usable.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { ThreadPane } from "../thread/thread-pane.tsx";
import { TimelineSkeleton } from "../thread/timeline-skeleton.tsx";
import { BareHeader, ConversationHeader } from "./conversation-header.tsx";
import { useOpenConversation } from "./use-open-conversation.ts";

interface ConversationPaneProps {
  studentId: AccountId;
  details: StudentDetails | null;
  leaveTo: string;
  detailsShown: boolean;
  onShowDetails: () => void;
}

/** The conversation with one student, made where there is none. A message in it draws none of this anew. */
export const ConversationPane = memo(function ConversationPane(props: ConversationPaneProps) {
  const { studentId, leaveTo } = props;
  const client = useClient();
  const student = useSelected(client.desk.entry(studentId), whoOf, isSame);
  const opened = useOpenConversation(studentId);
  // What was open before shows at once, while it is being opened again.
  const roomId = opened.status === "open" ? opened.roomId : student?.roomId;

  // What was written stays readable, and searching leads to it.
  if (student?.listed === false && student.roomId === undefined) {
    return (
      <>
        <BareHeader leaveTo={leaveTo} />
        <Deactivated {...student} />
        <footer className={header.footer}>
          <ConnectionStatus />
        </footer>
      </>
    );
  }
  const bar = <ConversationHeader {...props} />;
  const body =
    opened.status === "failed" ? (
      <NotOpened error={opened.error} onRetry={opened.retry} />
    ) : (
      <TimelineSkeleton />
    );
  return (
    <ThreadPane
      roomId={student === null ? undefined : roomId}
      leaveTo={leaveTo}
      header={bar}
      meanwhile={{ header: bar, body }}
      {...(student !== null && { title: student.name })}
    />
  );
});

/** What of a student's row is shown here. */
interface Who {
  name: string;
  rollId: string;
  listed: boolean;
  roomId: RoomId | undefined;
}

const whoOf = (row: DeskEntryRow | null): Who | null =>
  row && {
    name: row.student.name,
    rollId: row.student.rollId,
    listed: row.listed,
    roomId: row.conversation?.roomId,
  };

const isSame = (one: Who | null, other: Who | null): boolean =>
  one?.name === other?.name &&
  one?.rollId === other?.rollId &&
  one?.listed === other?.listed &&
  one?.roomId === other?.roomId;

function NotOpened({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useUsable(true);
  const nobody =
    error instanceof ProtocolError && ["room-not-found", "not-found", "malformed"].includes(error.code);
  if (nobody) {
    return (
      <EmptyState icon={<Icon of={UserSearch} size={22} />} title={m.desk_unknown()}>
        {m.desk_unknown_text()}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Icon of={CloudOff} size={22} />}
      title={m.desk_open_failed()}
      action={
        <Button look="primary" onClick={onRetry}>
          {m.try_again()}
        </Button>
      }
    >
      {sentenceOf(error)}
    </EmptyState>
  );
}

function Deactivated({ name, rollId }: { name: string; rollId: string }) {
  useUsable(true);
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={<Icon of={UserX} size={22} />}
      title={m.desk_deactivated({ name })}
      action={
        <Button onClick={() => navigate(`/people?find=${encodeURIComponent(rollId)}`)}>
          {m.desk_deactivated_action()}
        </Button>
      }
    >
      {m.desk_deactivated_text()}
    </EmptyState>
  );
}
