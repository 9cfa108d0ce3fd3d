import type { PersonRecord, UpdatePerson } from "@encrptalk/protocol";
import { useClient } from "../app/signed-in.ts";
import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { CancelButton, Dialog, DialogActions, useCloseDialog } from "../design/dialog.tsx";
import styles from "../design/form.module.css";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import { checkPerson, PersonFields } from "./person-fields.tsx";

interface EditPersonDialogProps {
  person: PersonRecord;
  onChanged: (person: PersonRecord) => void;
  onClose: () => void;
}

export const EditPersonDialog = ({ person, onChanged, onClose }: EditPersonDialogProps) => (
  <Dialog title={m.person_edit_title({ name: person.name })} onClose={onClose}>
    <EditPersonForm person={person} onChanged={onChanged} />
  </Dialog>
);

function EditPersonForm({ person, onChanged }: Pick<EditPersonDialogProps, "person" | "onChanged">) {
  const { api } = useClient();
  const close = useCloseDialog();
  const form = useForm({
    check: (values) => checkPerson(values, person.role),
    submit: async (values) => {
      const changes = changesOf(values, person);
      if (Object.keys(changes).length > 0) onChanged(await api.updatePerson(person.accountId, changes));
      close();
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <FormError>{form.refusal}</FormError>
      <PersonFields role={person.role} person={person} errorOf={form.errorOf} />
      <DialogActions>
        <CancelButton />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.save()}
        </Button>
      </DialogActions>
    </form>
  );
}

const FIELDS = ["name", "email", "rollId", "className"] as const;

/** Only what is another than before. */
function changesOf(values: (field: string) => string, person: PersonRecord): UpdatePerson {
  const fields = person.role === "admin" ? FIELDS.slice(0, 2) : FIELDS;
  const changed = fields.filter((field) => values(field).trim() !== (person[field] ?? ""));
  return Object.fromEntries(changed.map((field) => [field, values(field).trim()]));
}
