import { isConnected } from "@encrptalk/client";
import type { AccountId, StudentDetails } from "@encrptalk/protocol";
import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { useStudent } from "./use-conversation-status.ts";

/** Changes that come together are asked for together. */
const SETTLE_MS = 400;
const UNTOLD = { get: () => null, subscribe: () => () => {} };

export interface LoadedDetails {
  /** The last that is known; `null` before the first. */
  details: StudentDetails | null;
  /** Why what is known is not what is; `undefined`: it is. */
  error: unknown;
  reload: () => void;
}

interface Known extends Omit<LoadedDetails, "reload"> {
  studentId: AccountId | undefined;
}

/** How the student stood when the server was asked, as far as was known by then or has become known since. */
interface AskedWhen {
  position: number | undefined;
  online: boolean | null;
  /** Something is another since, or may be. */
  isOutdated: boolean;
}

const nothingOf = (studentId: AccountId | undefined): Known => ({
  studentId,
  details: null,
  error: undefined,
});

/** What only the server counts of a student; asked for again when they come, go, or anything of theirs changes. */
export function useStudentDetails(studentId: AccountId | undefined): LoadedDetails {
  const client = useClient();
  const [known, setKnown] = useState(() => nothingOf(studentId));
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const position = useStudent(studentId)?.position;
  const online = useObservable(studentId === undefined ? UNTOLD : client.online(studentId));
  const connected = isConnected(useObservable(client.connection));
  const asked = useRef<AskedWhen>({ position, online, isOutdated: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    if (studentId === undefined) return;
    let current = true;
    asked.current = { position, online, isOutdated: !connected };
    client.api.studentDetails(studentId).then(
      (details) => current && setKnown({ studentId, details, error: undefined }),
      (error: unknown) => current && setKnown((before) => ({ ...ofStudent(before, studentId), error })),
    );
    return () => {
      current = false;
    };
  }, [client, studentId, round]);

  useEffect(() => {
    const when = asked.current;
    when.position ??= position;
    when.online ??= online;
    when.isOutdated ||= !connected || when.position !== position || when.online !== online;
    if (!connected || !when.isOutdated) return;
    const timer = setTimeout(reload, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [position, online, connected, reload]);
  const { details, error } = ofStudent(known, studentId);
  return { details, error, reload };
}

/** Those of the student before are not this one's. */
const ofStudent = (known: Known, studentId: AccountId | undefined): Known =>
  known.studentId === studentId ? known : nothingOf(studentId);
