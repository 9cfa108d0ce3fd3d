import type { AccountId, AddedProgram, Me } from "@encrptalk/protocol";
import type { Api } from "../school/api.ts";
import { SAMPLE } from "../school/large-school.ts";

/** Somebody who is signed in. */
export interface SignedIn {
  accountId: AccountId;
  /** Of a browser: `name=value`. */
  cookie: string;
  /** Of a program. */
  token: string;
}

/** `identifier`: of somebody in the sample school. */
export async function signIn(api: Api, identifier: string): Promise<SignedIn> {
  const { result, cookie } = await api.post<Me>("/api/sign-in", { identifier, password: SAMPLE.password });
  const program = await api.post<AddedProgram>("/api/devices", { name: "Bench" }, cookie);
  return { accountId: result.accountId, cookie, token: program.result.token };
}
