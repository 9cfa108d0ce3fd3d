import { type AccountId, ProtocolError, type StudentDetails } from "@encrptalk/protocol";
import { CloudOff, UserSearch, UserX } from "lucide-react";
import type { ReactNode } from "preact/compat";
import { useLocation } from "wouter";
import { useObservable } from "../app/observe.ts";
import header from "../app/pane-header.module.css";
import { useClient } from "../app/signed-in.ts";
import { useUsable } from "../app/usable.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { ThreadPane } from "../thread/thread-pane.tsx";
import { TimelineSkeleton } from "../thread/timeline-skeleton.tsx";
import { BareHeader, ConversationHeader } from "./conversation-header.tsx";
import { useStudent } from "./use-conversation-status.ts";
import { useOpenConversation } from "./use-open-conversation.ts";

interface ConversationPaneProps {
  studentId: AccountId;
  details: StudentDetails | null;
  leaveTo: string;
  detailsShown: boolean;
  onShowDetails: () => void;
}

const NO_ROW = { get: () => null, subscribe: () => () => {} };

/** The conversation with one student, made where there is none. */
export function ConversationPane({ studentId, leaveTo, ...head }: ConversationPaneProps) {
  const client = useClient();
  const student = useStudent(studentId);
  const opened = useOpenConversation(studentId);
  // What was open before shows at once, while it is being opened again.
  const roomId = opened.status === "open" ? opened.roomId : student?.conversation?.roomId;
  const row = useObservable(roomId === undefined ? NO_ROW : client.room(roomId).row);

  // What was written stays readable, and searching leads to it.
  if (student?.listed === false && student.conversation === null) {
    return (
      <Bare bar={<BareHeader leaveTo={leaveTo} />}>
        <Deactivated {...student.student} />
      </Bare>
    );
  }
  if (roomId !== undefined && row !== null && student !== null) {
    return (
      <ThreadPane
        roomId={roomId}
        title={student.student.name}
        leaveTo={leaveTo}
        header={<ConversationHeader student={student} leaveTo={leaveTo} {...head} />}
      />
    );
  }
  const bar = student ? (
    <ConversationHeader student={student} leaveTo={leaveTo} {...head} />
  ) : (
    <BareHeader leaveTo={leaveTo} />
  );
  return (
    <Bare bar={bar}>
      {opened.status === "failed" ? (
        <NotOpened error={opened.error} onRetry={opened.retry} />
      ) : (
        <TimelineSkeleton />
      )}
    </Bare>
  );
}

const Bare = ({ bar, children }: { bar: ReactNode; children: ReactNode }) => (
  <>
    {bar}
    {children}
    <footer className={header.footer}>
      <ConnectionStatus />
    </footer>
  </>
);

function NotOpened({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useUsable(true);
  const nobody =
    error instanceof ProtocolError && ["room-not-found", "not-found", "malformed"].includes(error.code);
  if (nobody) {
    return (
      <EmptyState icon={<UserSearch size={22} />} title={m.desk_unknown()}>
        {m.desk_unknown_text()}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<CloudOff size={22} />}
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
      icon={<UserX size={22} />}
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
