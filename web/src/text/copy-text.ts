import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";

/** Puts a text on the clipboard, and says whether that worked. */
export function copyText(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ title: m.copied(), tone: "good", key: "copied" }),
    () => showToast({ title: m.copy_failed(), tone: "danger", key: "copied" }),
  );
}
