import type { AccountId } from "@encrptalk/protocol";
import { ChevronDown, X } from "lucide";
import { useCallback, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { useLoaded } from "../app/use-loaded.ts";
import { useTyped } from "../app/use-typed.ts";
import { Avatar } from "../design/avatar.tsx";
import { Dialog, useCloseDialog } from "../design/dialog.tsx";
import { FormError } from "../design/form-error.tsx";
import { Icon } from "../design/icon.tsx";
import { SearchField } from "../design/search-field.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./person-filter.module.css";

const TYPING_MS = 200;
const MOST_SHOWN = 20;

interface PersonFilterProps {
  /** Whose entries are shown; `undefined` while it is not known. */
  name: string | undefined;
  chosen: AccountId | "";
  onChoose: (person: AccountId | "") => void;
}

/** Everyone, or one person out of thousands: found by a few letters. */
export function PersonFilter({ name, chosen, onChoose }: PersonFilterProps) {
  const [open, setOpen] = useState(false);
  const shown = chosen === "" ? m.audit_all_people() : (name ?? m.person_unknown());
  return (
    <span className={styles.filter}>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-label={`${m.audit_person()}: ${shown}`}
        onClick={() => setOpen(true)}
      >
        <bdi>{shown}</bdi>
        {chosen === "" && <Icon of={ChevronDown} size={16} />}
      </button>
      {chosen !== "" && (
        <button
          type="button"
          className={styles.everyone}
          aria-label={m.audit_all_people()}
          data-tip={m.audit_all_people()}
          onClick={() => onChoose("")}
        >
          <Icon of={X} size={16} />
        </button>
      )}
      {open && (
        <Dialog
          title={m.audit_choose_person()}
          description={m.audit_choose_person_text()}
          onClose={() => setOpen(false)}
        >
          <People onChoose={onChoose} />
        </Dialog>
      )}
    </span>
  );
}

function People({ onChoose }: Pick<PersonFilterProps, "onChoose">) {
  const { api } = useClient();
  const close = useCloseDialog();
  const { text, setText, settled } = useTyped("", TYPING_MS);
  const load = useCallback(
    async () =>
      (await api.people({ limit: MOST_SHOWN, ...(settled.text !== "" && { search: settled.text }) })).people,
    [api, settled],
  );
  const [loaded] = useLoaded(load);
  return (
    <>
      <SearchField
        label={m.audit_find_person()}
        look="outlined"
        inDialog
        maxLength={100}
        value={text}
        onChange={setText}
      />
      <ul className={styles.people} aria-label={m.navigation_people()}>
        {loaded.status === "ready" &&
          loaded.value.map((person) => (
            <li key={person.accountId}>
              <button
                type="button"
                className={styles.person}
                onClick={() => {
                  close();
                  onChoose(person.accountId);
                }}
              >
                <Avatar name={person.name} id={person.accountId} size="small" />
                <span className={styles.who}>
                  <bdi>{person.name}</bdi>
                  <span className={styles.more}>
                    {person.role === "admin" ? m.role_admin() : person.rollId}
                  </span>
                </span>
              </button>
            </li>
          ))}
      </ul>
      <p role="status" className={styles.note}>
        {loaded.status === "loading" && m.loading()}
        {loaded.status === "ready" && loaded.value.length === 0 && m.audit_no_such_person()}
      </p>
      {loaded.status === "failed" && <FormError>{sentenceOf(loaded.error)}</FormError>}
    </>
  );
}
