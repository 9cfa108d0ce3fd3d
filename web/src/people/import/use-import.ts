import type { Roster, RosterCheck, RosterField, RosterImported } from "@encrptalk/protocol";
import { useRef, useState } from "preact/compat";
import { useClient } from "../../app/signed-in.ts";
import { m } from "../../paraglide/messages.js";
import { rosterSentence } from "./roster-sentence.ts";

/** A list of students as it was chosen. */
export interface List {
  /** The file's. */
  name: string;
  csv: string;
}

/** Columns that were chosen by hand. */
export type Columns = Partial<Record<RosterField, number>>;

interface Checked {
  list: List;
  columns: Columns;
  check: RosterCheck;
}

export type Stage = { name: "choose" } | ({ name: "look" } & Checked) | ({ name: "done" } & RosterImported);

/** An import, from the choice of a list to its result. */
export function useImport() {
  const { api } = useClient();
  const [stage, setStage] = useState<Stage>({ name: "choose" });
  const [busy, setBusy] = useState<"check" | "import" | null>(null);
  const [problem, setProblem] = useState<string>();
  const [deactivates, setDeactivates] = useState(false);
  // What is asked for last is what is shown.
  const round = useRef(0);

  const during = async (what: "check" | "import", work: () => Promise<Stage>) => {
    const current = ++round.current;
    setBusy(what);
    setProblem(undefined);
    try {
      const next = await work();
      if (current === round.current) setStage(next);
    } catch (error) {
      if (current === round.current) setProblem(rosterSentence(error));
    } finally {
      if (current === round.current) setBusy(null);
    }
  };
  // Who is missing is always asked for, so that it can be seen before it is chosen.
  const ask = (list: List, columns: Columns) =>
    api.checkRoster({ csv: list.csv, columns, deactivateMissing: true });
  const look = async (list: List, columns: Columns): Promise<Stage> => ({
    ...{ name: "look", list, columns },
    check: await ask(list, columns),
  });

  /** Nothing that was not shown is done: what others changed since is shown first. */
  const importShown = async ({ list, columns, check }: Checked): Promise<Stage> => {
    const now = await ask(list, columns);
    if (JSON.stringify(now) !== JSON.stringify(check)) {
      setProblem(m.roster_school_changed());
      return { name: "look", list, columns, check: now };
    }
    const roster: Roster = { csv: list.csv, columns, deactivateMissing: deactivates };
    return { name: "done", ...(await api.importRoster(roster)) };
  };

  return {
    ...{ stage, busy, problem, deactivates, setDeactivates },
    choose: (list: List) => during("check", () => look(list, {})),
    refuse: (sentence: string) => setProblem(sentence),
    chooseColumn(field: RosterField, column: number) {
      if (stage.name === "look")
        void during("check", () => look(stage.list, { ...stage.columns, [field]: column }));
    },
    startAgain() {
      round.current += 1;
      setStage({ name: "choose" });
      setBusy(null);
      setProblem(undefined);
      setDeactivates(false);
    },
    runImport() {
      if (stage.name === "look") void during("import", () => importShown(stage));
    },
  };
}

export type Import = ReturnType<typeof useImport>;
