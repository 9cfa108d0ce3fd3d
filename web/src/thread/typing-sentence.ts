import type { AccountId } from "@encrptalk/protocol";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { m } from "../paraglide/messages.js";

const NOBODY = { get: () => null, subscribe: () => () => {} };

/** "Asha is typing…", "Asha and Ben are typing…", "Several people are typing…"; `null`: nobody is. */
export function useTypingSentence(typing: readonly AccountId[]): string | null {
  const client = useClient();
  const [first, second] = typing;
  const firstPerson = useObservable(first === undefined ? NOBODY : client.person(first));
  const secondPerson = useObservable(second === undefined ? NOBODY : client.person(second));
  const name = firstPerson?.name ?? m.person_unknown();
  if (typing.length === 0) return null;
  if (typing.length === 1) return m.typing_one({ name });
  if (typing.length === 2) return m.typing_two({ name, other: secondPerson?.name ?? m.person_unknown() });
  return m.typing_several();
}
