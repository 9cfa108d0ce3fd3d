import type { AccountId, MessageSent } from "@encrptalk/protocol";
import { Check } from "lucide";
import { useMemo, useState } from "preact/compat";
import { useClient } from "../../app/signed-in.ts";
import { Icon } from "../../design/icon.tsx";
import { showToast } from "../../design/toast.ts";
import { m } from "../../paraglide/messages.js";
import { sentenceOf } from "../../text/error-sentence.ts";
import { textOf } from "../../text/preview.ts";
import { useThread } from "../thread-context.ts";
import { ComposerField } from "./composer-field.tsx";
import { ComposingBanner } from "./composing-banner.tsx";
import { type Named, someMentions } from "./mentions.ts";

interface EditFieldProps {
  message: MessageSent;
  onDone: () => void;
}

/** Where one corrects a message. */
export function EditField({ message, onDone }: EditFieldProps) {
  const { room } = useThread();
  const before = message.body === null ? "" : textOf(message.body);
  const [text, setText] = useState(before);
  const known = useMentioned(message);
  const save = (mentions: AccountId[]) => {
    onDone();
    if (text.trim() === before) return;
    const replyTo = message.body?.alg === "plain" ? message.body.replyTo : undefined;
    const reply = replyTo !== undefined && { replyTo };
    room
      .edit(message.seq, { text: text.trim(), ...reply, ...someMentions(mentions) })
      .catch((error: unknown) =>
        showToast({ title: m.message_edit_failed(), text: sentenceOf(error), tone: "danger" }),
      );
  };
  return (
    <ComposerField
      text={text}
      banner={<ComposingBanner kind="edit" message={message} onCancel={onDone} />}
      onChange={setText}
      onSend={save}
      onCancel={onDone}
      sendLabel={m.composer_save()}
      sendIcon={<Icon of={Check} size={20} />}
      focusKey={message.seq}
      known={known}
    />
  );
}

/** Whom a message mentions, by the names that are known. */
function useMentioned({ body }: MessageSent): readonly Named[] {
  const client = useClient();
  return useMemo(() => {
    const ids = body?.alg === "plain" ? (body.mentions ?? []) : [];
    return ids.flatMap((accountId) => client.person(accountId).get() ?? []);
  }, [client, body]);
}
