import type { PersonRecord } from "@encrptalk/protocol";
import { useClient } from "../app/signed-in.ts";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { SecretDialog } from "../design/secret-dialog.tsx";
import { m } from "../paraglide/messages.js";
import { fullMoment } from "../text/time.ts";
import { AddPersonDialog } from "./add-person-dialog.tsx";
import { EditPersonDialog } from "./edit-person-dialog.tsx";
import type { PersonAction } from "./person-action.ts";

interface PersonDialogsProps {
  action: PersonAction;
  /** `null`: all is done. */
  onNext: (action: PersonAction | null) => void;
  onChanged: (person: PersonRecord) => void;
  onAdded: () => void;
}

/** The dialog for what is being done with a person. */
export function PersonDialogs({ action, onNext, onChanged, onAdded }: PersonDialogsProps) {
  const { api } = useClient();
  const close = () => onNext(null);
  switch (action.kind) {
    case "add":
      return (
        <AddPersonDialog
          onClose={close}
          onAdded={({ person, link }) => {
            onAdded();
            onNext({ kind: "show-link", person, link });
          }}
        />
      );
    case "edit":
      return <EditPersonDialog person={action.person} onChanged={onChanged} onClose={close} />;
    case "deactivate": {
      const { name, accountId } = action.person;
      return (
        <ConfirmDialog
          title={m.person_deactivate_title({ name })}
          action={m.person_deactivate()}
          danger
          onConfirm={async () => onChanged(await api.deactivatePerson(accountId))}
          onClose={close}
        >
          {m.person_deactivate_text()}
        </ConfirmDialog>
      );
    }
    case "reactivate": {
      const { name, accountId } = action.person;
      return (
        <ConfirmDialog
          title={m.person_reactivate_title({ name })}
          action={m.person_reactivate()}
          onConfirm={async () => onChanged(await api.reactivatePerson(accountId))}
          onClose={close}
        >
          {m.person_reactivate_text()}
        </ConfirmDialog>
      );
    }
    case "make-link": {
      const { person } = action;
      const invited = person.status === "invited";
      return (
        <ConfirmDialog
          title={
            invited
              ? m.person_new_invitation_title({ name: person.name })
              : m.person_reset_title({ name: person.name })
          }
          action={m.person_link_action()}
          onConfirm={async () =>
            onNext({ kind: "show-link", person, link: await api.makePersonLink(person.accountId) })
          }
          onClose={close}
        >
          {invited ? m.person_new_invitation_text() : m.person_reset_text()}
        </ConfirmDialog>
      );
    }
    case "show-link":
      return (
        <SecretDialog
          title={m.person_link_title({ name: action.person.name })}
          text={m.person_link_text({ time: fullMoment(action.link.expiresAt) })}
          label={m.person_link()}
          secret={action.link.url}
          onClose={close}
        />
      );
  }
}
