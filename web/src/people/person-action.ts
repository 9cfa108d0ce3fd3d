import type { PersonLink, PersonRecord } from "@encrptalk/protocol";

/** What an administrator does with a person. */
export type PersonAction =
  | { kind: "add" }
  | { kind: "edit"; person: PersonRecord }
  | { kind: "deactivate"; person: PersonRecord }
  | { kind: "reactivate"; person: PersonRecord }
  | { kind: "make-link"; person: PersonRecord }
  /** A link has been made and is shown, this once. */
  | { kind: "show-link"; person: PersonRecord; link: PersonLink };
