import type { DeskFilter } from "@encrptalk/protocol";
import { CircleCheck, GraduationCap, MessagesSquare, SearchX, Upload, UserPlus, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { m } from "../paraglide/messages.js";
import type { DeskQuestion } from "./desk-address.ts";
import styles from "./desk-list-pane.module.css";

interface DeskNobodyProps {
  question: DeskQuestion;
  onShowAll: () => void;
}

/** Why the list is empty, and what to do next. */
export function DeskNobody({ question: { filter, className, find }, onShowAll }: DeskNobodyProps) {
  if (find !== "") {
    return (
      <Nobody
        icon={<SearchX size={22} />}
        title={m.desk_none_found()}
        text={m.desk_none_found_text()}
        onShowAll={onShowAll}
      />
    );
  }
  if (className !== "" && filter === "all") {
    return (
      <Nobody
        icon={<Users size={22} />}
        title={m.desk_none_in_class()}
        text={m.desk_none_in_class_text()}
        onShowAll={onShowAll}
      />
    );
  }
  if (filter === "all") return <NoStudents />;
  const { icon, title, text } = OF_FILTER[filter];
  return <Nobody icon={icon} title={title()} text={text()} onShowAll={onShowAll} />;
}

const OF_FILTER: Record<
  Exclude<DeskFilter, "all">,
  { icon: ReactNode; title: () => string; text: () => string }
> = {
  unread: { icon: <CircleCheck size={22} />, title: m.desk_none_unread, text: m.desk_none_unread_text },
  active: { icon: <MessagesSquare size={22} />, title: m.desk_none_active, text: m.desk_none_active_text },
  closed: { icon: <MessagesSquare size={22} />, title: m.desk_none_closed, text: m.desk_none_closed_text },
  new: { icon: <Users size={22} />, title: m.desk_none_new, text: m.desk_none_new_text },
};

interface NobodyProps {
  icon: ReactNode;
  title: string;
  text: string;
  onShowAll: () => void;
}

const Nobody = ({ icon, title, text, onShowAll }: NobodyProps) => (
  <EmptyState icon={icon} title={title} action={<Button onClick={onShowAll}>{m.desk_show_all()}</Button>}>
    {text}
  </EmptyState>
);

function NoStudents() {
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={<GraduationCap size={22} />}
      title={m.desk_no_students()}
      action={
        <div className={styles.ways}>
          <Button look="primary" onClick={() => navigate("/people?add")}>
            <UserPlus size={18} aria-hidden="true" />
            {m.desk_add_student()}
          </Button>
          <Button onClick={() => navigate("/people/import")}>
            <Upload size={18} aria-hidden="true" />
            {m.desk_import()}
          </Button>
        </div>
      }
    >
      {m.desk_no_students_text()}
    </EmptyState>
  );
}
