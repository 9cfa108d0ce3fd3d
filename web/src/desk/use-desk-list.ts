import type { DeskList, DeskListState } from "@encrptalk/client";
import { useEffect, useMemo, useRef } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { type DeskQuestion, deskListOf } from "./desk-address.ts";

export interface ShownList {
  list: DeskList;
  state: DeskListState;
  /** What is shown answers this question. */
  question: DeskQuestion;
  /** Whether the answer to the present question is still awaited. */
  stale: boolean;
}

/** The list that answers a question; until it is there, the one before stays in view. */
export function useDeskList(question: DeskQuestion): ShownList {
  const client = useClient();
  const list = useMemo(() => deskListOf(client, question), [client, question]);
  useEffect(() => list.open(), [list]);
  const state = useObservable(list.state);
  const before = useRef<ShownList>(undefined);
  const answered = state.loaded || state.error != null;
  const current = { list, state, question, stale: false };
  useEffect(() => {
    if (answered) before.current = current;
  });
  if (answered || before.current === undefined) return current;
  return { ...before.current, stale: true };
}
