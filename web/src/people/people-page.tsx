import type { AccountStatus, PersonRecord, Role } from "@encrptalk/protocol";
import { UserPlus, Users } from "lucide";
import { Suspense, useRef, useState } from "preact/compat";
import { useSearch } from "wouter";
import header from "../app/pane-header.module.css";
import { part } from "../app/part.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { SearchField } from "../design/search-field.tsx";
import { SelectField } from "../design/select-field.tsx";
import { UnevenList } from "../design/uneven-list.tsx";
import { UnevenView } from "../design/uneven-view.ts";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import styles from "./people.module.css";
import type { PersonAction } from "./person-action.ts";
import { PersonItem } from "./person-item.tsx";
import { RosterTools } from "./roster-tools.tsx";
import { usePeople } from "./use-people.ts";

const PersonDialogs = part(async () => (await import("./person-dialogs.tsx")).PersonDialogs);

/** Everybody of the school, for its administrators. */
export function PeoplePage() {
  const asked = useSearch();
  // A link may say whom to find, or that somebody is to be added.
  const [search, setSearch] = useState(() => new URLSearchParams(asked).get("find") ?? "");
  const [role, setRole] = useState<Role | "">("");
  const [status, setStatus] = useState<AccountStatus | "">("");
  const people = usePeople({ search: search, role, status });
  const [action, setAction] = useState<PersonAction | null>(() =>
    new URLSearchParams(asked).has("add") ? { kind: "add" } : null,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [view] = useState(() => new UnevenView<PersonRecord>({ keyOf: ({ accountId }) => accountId }));
  const filtered = search !== "" || role !== "" || status !== "";
  const nobody = people.status === "ready" && people.items.length === 0;

  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={header.header}>
        <h1 className={header.title}>
          {m.navigation_people()}
          {people.total !== null && <span className={styles.total}>{numberOf(people.total)}</span>}
        </h1>
        <div className={styles.tools}>
          <RosterTools />
          <Button look="primary" onClick={() => setAction({ kind: "add" })}>
            <Icon of={UserPlus} size={18} />
            <span className={styles.addLabel}>{m.person_add()}</span>
          </Button>
        </div>
      </header>
      <search className={styles.filters}>
        <SearchField
          className={styles.search}
          look="outlined"
          label={m.people_search()}
          maxLength={100}
          value={search}
          onChange={setSearch}
        />
        <SelectField
          label={m.people_role()}
          value={role}
          onChange={setRole}
          options={[
            { value: "", label: m.people_all_roles() },
            { value: "student", label: m.role_students() },
            { value: "admin", label: m.role_admins() },
          ]}
        />
        <SelectField
          label={m.people_status()}
          value={status}
          onChange={setStatus}
          options={[
            { value: "", label: m.people_all_statuses() },
            { value: "active", label: m.status_active() },
            { value: "invited", label: m.status_invited() },
            { value: "deactivated", label: m.status_deactivated() },
          ]}
        />
      </search>
      <div className={styles.scroller} ref={scroller}>
        {nobody ? (
          <EmptyState
            icon={<Icon of={Users} size={22} />}
            title={filtered ? m.people_none_found() : m.people_none()}
          >
            {filtered ? m.people_none_found_text() : m.people_none_text()}
          </EmptyState>
        ) : (
          <UnevenList role="list" view={view} rows={people.items} scroller={scroller}>
            {(person) => <PersonItem person={person} onAction={setAction} />}
          </UnevenList>
        )}
        <LoadMore {...people} onLoad={people.loadMore} />
      </div>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
      <Suspense fallback={null}>
        {action !== null && (
          <PersonDialogs
            key={action.kind}
            action={action}
            onNext={setAction}
            onChanged={(person) => people.replace((old) => old.accountId === person.accountId, person)}
            onAdded={people.reload}
          />
        )}
      </Suspense>
    </main>
  );
}
