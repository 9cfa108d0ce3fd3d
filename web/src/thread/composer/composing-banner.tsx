import type { MessageSent } from "@encrptalk/protocol";
import { Pencil, Reply, X } from "lucide-react";
import { IconButton } from "../../design/button.tsx";
import { m } from "../../paraglide/messages.js";
import { previewOf } from "../../text/preview.ts";
import { Quoted } from "../quote.tsx";
import styles from "./composer.module.css";

interface ComposingBannerProps {
  kind: "reply" | "edit";
  message: MessageSent;
  onCancel: () => void;
}

/** Which message is answered or edited. */
export const ComposingBanner = ({ kind, message, onCancel }: ComposingBannerProps) => (
  <div className={styles.banner}>
    {kind === "reply" ? <Reply size={18} aria-hidden="true" /> : <Pencil size={18} aria-hidden="true" />}
    <div className={styles.about}>
      {kind === "reply" ? (
        <Quoted message={message} />
      ) : (
        <>
          <strong>{m.composer_editing()}</strong>
          <span dir="auto">{previewOf(message)}</span>
        </>
      )}
    </div>
    <IconButton label={m.cancel()} keys={m.key_escape()} icon={<X size={18} />} onClick={onCancel} />
  </div>
);
