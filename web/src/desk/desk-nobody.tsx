import type { DeskFilter } from "@encrptalk/protocol";
import { CircleCheck, GraduationCap, MessagesSquare, SearchX, Upload, UserPlus, Users } from "lucide";
import type { ReactNode } from "preact/compat";
import { useLocation } from "wouter";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
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
        icon={<Icon of={SearchX} size={22} />}
        title={m.desk_none_found()}
        text={m.desk_none_found_text()}
        onShowAll={onShowAll}
      />
    );
  }
  if (className !== "" && filter === "all") {
    return (
      <Nobody
        icon={<Icon of={Users} size={22} />}
        title={m.desk_none_in_class()}
        text={m.desk_none_in_class_text()}
        onShowAll={onShowAll}
      />
    );
  }
  if (filter === "all") return <NoStudents />;
  const { icon, title, text, inClass } = OF_FILTER[filter];
  return className === "" ? (
    <Nobody icon={icon} title={title()} text={text()} onShowAll={onShowAll} />
  ) : (
    <Nobody
      icon={icon}
      title={inClass({ className })}
      text={m.desk_none_in_class_text()}
      onShowAll={onShowAll}
    />
  );
}

interface Emptiness {
  icon: ReactNode;
  title: () => string;
  text: () => string;
  /** In other classes there may be some. */
  inClass: (of: { className: string }) => string;
}

const OF_FILTER: Record<Exclude<DeskFilter, "all">, Emptiness> = {
  unread: {
    icon: <Icon of={CircleCheck} size={22} />,
    title: m.desk_none_unread,
    text: m.desk_none_unread_text,
    inClass: m.desk_none_unread_in_class,
  },
  active: {
    icon: <Icon of={MessagesSquare} size={22} />,
    title: m.desk_none_active,
    text: m.desk_none_active_text,
    inClass: m.desk_none_active_in_class,
  },
  closed: {
    icon: <Icon of={MessagesSquare} size={22} />,
    title: m.desk_none_closed,
    text: m.desk_none_closed_text,
    inClass: m.desk_none_closed_in_class,
  },
  new: {
    icon: <Icon of={Users} size={22} />,
    title: m.desk_none_new,
    text: m.desk_none_new_text,
    inClass: m.desk_none_new_in_class,
  },
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
      icon={<Icon of={GraduationCap} size={22} />}
      title={m.desk_no_students()}
      action={
        <div className={styles.ways}>
          <Button look="primary" onClick={() => navigate("/people?add")}>
            <Icon of={UserPlus} size={18} />
            {m.desk_add_student()}
          </Button>
          <Button onClick={() => navigate("/people/import")}>
            <Icon of={Upload} size={18} />
            {m.desk_import()}
          </Button>
        </div>
      }
    >
      {m.desk_no_students_text()}
    </EmptyState>
  );
}
