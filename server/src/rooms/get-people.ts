import type { GetPeople, ResultOf } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";

/** Names for ids; those that the actor may not know are left out. */
export async function getPeople(
  { store }: Rooms,
  actor: Actor,
  { accountIds }: GetPeople,
): Promise<ResultOf<"people.get">> {
  return { people: await store.people(actor.accountId, accountIds) };
}
