import { MAX_NAME_CHARACTERS, type PersonRecord, type Role } from "@encrptalk/protocol";
import { TextField } from "../design/field.tsx";
import { m } from "../paraglide/messages.js";
import { anEmail, needed } from "../text/form-checks.ts";

interface PersonFieldsProps {
  role: Role;
  person?: PersonRecord;
  errorOf: (field: string) => string | undefined;
}

/** What an administrator writes of a person. */
export const PersonFields = ({ role, person, errorOf }: PersonFieldsProps) => (
  <>
    <TextField
      label={m.person_name()}
      name="name"
      defaultValue={person?.name}
      maxLength={MAX_NAME_CHARACTERS}
      autoComplete="off"
      error={errorOf("name")}
    />
    <TextField
      label={m.email()}
      name="email"
      type="email"
      defaultValue={person?.email}
      autoComplete="off"
      error={errorOf("email")}
    />
    {role === "student" && (
      <>
        <TextField
          label={m.person_roll_id()}
          hint={m.person_roll_id_hint()}
          name="rollId"
          defaultValue={person?.rollId ?? undefined}
          maxLength={40}
          autoComplete="off"
          error={errorOf("rollId")}
        />
        <TextField
          label={m.person_class()}
          name="className"
          defaultValue={person?.className ?? undefined}
          maxLength={MAX_NAME_CHARACTERS}
          autoComplete="off"
          error={errorOf("className")}
        />
      </>
    )}
  </>
);

/** What is wrong with them, by field. */
export function checkPerson(
  values: (field: string) => string,
  role: Role,
): Record<string, string | undefined> {
  const person = { name: needed(values("name")), email: anEmail(values("email")) };
  if (role === "admin") return person;
  return { ...person, rollId: needed(values("rollId")), className: needed(values("className")) };
}
