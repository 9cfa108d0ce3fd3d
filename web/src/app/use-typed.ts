import { useCallback, useMemo, useState } from "preact/compat";
import { useSettled } from "./use-settled.ts";

/** What was typed when typing paused. Another one each time, so that the same text typed again is asked for again. */
export interface Settled {
  text: string;
}

/** A field's text, and what is to be asked for once typing pauses for so long. */
export function useTyped(initial: string, ms: number) {
  const [typed, setTyped] = useState<Settled>({ text: initial });
  const settled = useSettled(typed, ms);
  return {
    text: typed.text,
    setText: useCallback((text: string) => setTyped({ text }), []),
    settled: useMemo<Settled>(() => ({ text: settled.text.trim() }), [settled]),
  };
}
