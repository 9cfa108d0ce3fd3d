import type { RoomId } from "@encrptalk/protocol";
import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { useSignedIn } from "../../app/signed-in.ts";

const KEEP_AFTER_MS = 300;

/** The unsent text of a room, kept in this browser: it survives a reload. */
export function useDraft(roomId: RoomId): [text: string, setText: (text: string) => void] {
  const { drafts } = useSignedIn().storage;
  const [text, setText] = useState("");
  const unsaved = useRef<string | null>(null);
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current === null) return;
    const kept = unsaved.current;
    unsaved.current = null;
    // A full disk costs the draft its reload, not the person what they write.
    drafts.write(roomId, kept).catch(() => {});
  }, [drafts, roomId]);

  useEffect(() => {
    let current = true;
    drafts.read(roomId).then(
      (kept) => current && !touched.current && setText(kept),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [drafts, roomId]);

  useEffect(() => {
    addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    return () => {
      removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
      keep();
    };
  }, [keep]);

  const change = (next: string) => {
    touched.current = true;
    unsaved.current = next;
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, next === "" ? 0 : KEEP_AFTER_MS);
  };
  return [text, change];
}
