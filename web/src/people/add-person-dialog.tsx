import type { AddedPerson, AddPerson, Role } from "@encrptalk/protocol";
import { useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { CancelButton, Dialog, DialogActions } from "../design/dialog.tsx";
import styles from "../design/form.module.css";
import { FormError } from "../design/form-error.tsx";
import { Segments } from "../design/segments.tsx";
import { m } from "../paraglide/messages.js";
import { checkPerson, PersonFields } from "./person-fields.tsx";

interface AddPersonDialogProps {
  onAdded: (added: AddedPerson) => void;
  onClose: () => void;
}

export const AddPersonDialog = ({ onAdded, onClose }: AddPersonDialogProps) => (
  <Dialog title={m.person_add()} description={m.person_add_text()} onClose={onClose}>
    <AddPersonForm onAdded={onAdded} />
  </Dialog>
);

function AddPersonForm({ onAdded }: Pick<AddPersonDialogProps, "onAdded">) {
  const { api } = useClient();
  const [role, setRole] = useState<Role>("student");
  const form = useForm({
    check: (values) => checkPerson(values, role),
    submit: async (values) => onAdded(await api.addPerson(personOf(values, role))),
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Segments
        label={m.people_role()}
        value={role}
        options={[
          { value: "student", label: m.role_student() },
          { value: "admin", label: m.role_admin() },
        ]}
        onChange={setRole}
      />
      <FormError>{form.refusal}</FormError>
      <PersonFields role={role} errorOf={form.errorOf} />
      <DialogActions>
        <CancelButton />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.person_add_action()}
        </Button>
      </DialogActions>
    </form>
  );
}

function personOf(values: (field: string) => string, role: Role): AddPerson {
  const person = { name: values("name").trim(), email: values("email").trim() };
  if (role === "admin") return { role, ...person };
  return { role, ...person, rollId: values("rollId").trim(), className: values("className").trim() };
}
