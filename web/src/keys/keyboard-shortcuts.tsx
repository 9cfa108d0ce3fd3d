import { Suspense, useEffect, useState } from "preact/compat";
import { useLocation, useRoute } from "wouter";
import { part } from "../app/part.ts";
import { useClient } from "../app/signed-in.ts";
import { overlayIsOpen } from "./overlay-is-open.ts";
import { screenKeys } from "./screen-keys.ts";

const JumpDialog = part(async () => (await import("./jump-dialog.tsx")).JumpDialog);
const KeysDialog = part(async () => (await import("./keys-dialog.tsx")).KeysDialog);

/** The keys that work everywhere. */
export function KeyboardShortcuts() {
  const client = useClient();
  const [, navigate] = useLocation();
  const [, here] = useRoute("/rooms/:roomId");
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const roomInView = here?.roomId;

  useEffect(() => {
    const step = (by: 1 | -1) => {
      const screen = screenKeys.get();
      if (screen !== null) return screen.step(by);
      const { rows } = client.rooms.get();
      const at = rows.findIndex((row) => row.roomId === roomInView);
      const next = rows[at < 0 ? 0 : (at + by + rows.length) % rows.length];
      if (next !== undefined) navigate(`/rooms/${next.roomId}`);
    };
    const search = () => {
      const screen = screenKeys.get();
      if (screen !== null) screen.search();
      else document.getElementById("room-search")?.focus();
    };
    const run = (action: Action) => {
      switch (action) {
        case "next":
          return step(1);
        case "previous":
          return step(-1);
        case "search":
          return search();
        case "toggle-closed":
          return screenKeys.get()?.toggleClosed();
        case "jump":
        case "keys":
          return setDialog((before) => ({ kind: action, number: (before?.number ?? 0) + 1 }));
      }
    };
    const onKey = (event: KeyboardEvent) => {
      const action = actionFor(event);
      if (action === null || overlayIsOpen()) return;
      event.preventDefault();
      run(action);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [client, roomInView, navigate]);

  const close = () => setDialog((now) => (now === dialog ? null : now));
  return (
    <Suspense fallback={null}>
      {dialog?.kind === "jump" && <JumpDialog key={dialog.number} onClose={close} />}
      {dialog?.kind === "keys" && <KeysDialog key={dialog.number} onClose={close} />}
    </Suspense>
  );
}

interface OpenDialog {
  kind: "jump" | "keys";
  /** Another one each time: who asks while the former fades away gets a new one. */
  number: number;
}

type Action = "jump" | "keys" | "search" | "next" | "previous" | "toggle-closed";

function actionFor(event: KeyboardEvent): Action | null {
  const { key, code, altKey, ctrlKey, metaKey } = event;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k") return "jump";
  if (altKey && key === "ArrowDown") return "next";
  if (altKey && key === "ArrowUp") return "previous";
  // By its place: with Alt, some keyboards write another character there.
  if (altKey && !ctrlKey && !metaKey && code === "KeyE") return "toggle-closed";
  if (altKey || ctrlKey || metaKey || isWriting(event.target)) return null;
  if (key === "?") return "keys";
  return key === "/" ? "search" : null;
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
