import type { MessageSent } from "@encrptalk/protocol";
import { Pencil, Reply, X } from "lucide";
import { IconButton } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
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
    <Icon of={kind === "reply" ? Reply : Pencil} size={18} />
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
    <IconButton
      label={m.cancel()}
      keys={m.key_escape()}
      icon={<Icon of={X} size={18} />}
      onClick={onCancel}
    />
  </div>
);
