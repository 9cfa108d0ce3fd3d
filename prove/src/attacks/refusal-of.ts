import { ProtocolError } from "@encrptalk/protocol";

/** The code with which something was refused; `done` when it was not. */
export const refusalOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof ProtocolError) return error.code;
      throw error;
    },
  );
