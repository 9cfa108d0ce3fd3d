import type { AccountId, StudentDetails } from "@encrptalk/protocol";
import { useCallback, useEffect } from "react";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { type Loaded, useLoaded } from "../app/use-loaded.ts";
import { useStudent } from "./use-conversation-status.ts";

/** Changes that come together are asked for together. */
const SETTLE_MS = 400;
const UNTOLD = { get: () => null, subscribe: () => () => {} };

export interface LoadedDetails {
  details: Loaded<StudentDetails | null>;
  reload: () => void;
}

/** What only the server counts of a student; asked for again when they come, go, or anything of theirs changes. */
export function useStudentDetails(studentId: AccountId | undefined): LoadedDetails {
  const client = useClient();
  const load = useCallback(
    async () => (studentId === undefined ? null : client.api.studentDetails(studentId)),
    [client, studentId],
  );
  const [details, reload] = useLoaded<StudentDetails | null>(load);
  const position = useStudent(studentId)?.position;
  const online = useObservable(studentId === undefined ? UNTOLD : client.online(studentId));
  const { status } = useObservable(client.connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when one of them is another
  useEffect(() => {
    const timer = setTimeout(reload, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [position, online, status, reload]);
  // Those of the student before are not this one's.
  const foreign = details.status === "ready" && details.value?.entry.student.accountId !== studentId;
  return { details: foreign ? { status: "loading" } : details, reload };
}
