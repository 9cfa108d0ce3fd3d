import type { Account } from "./account.ts";
import type { Room } from "./school.ts";

/** Fills a room with one of each kind that a conversation can show, the last of them “Last of all”. */
export async function fillWithEverything({ roomId }: Room, rao: Account, asha: Account): Promise<void> {
  const seqOf = async (wanted: string) =>
    (await rao.history(roomId)).find(({ text }) => text === wanted)?.seq;
  const say = async (who: Account, text: string, replyTo?: number) => {
    await who.say(roomId, text, replyTo);
    return seqOf(text);
  };
  const question = await say(
    rao,
    "Who has seen the long ladder? It is not in https://hill.example/storeroom any more.",
  );
  await say(asha, "I have: it stands in the hall", question);
  const wrong = await say(asha, "In the hal");
  const body = { alg: "plain", text: "In the hall, behind the stage" };
  await asha.command({ type: "message.edit", roomId, target: wrong, editId: crypto.randomUUID(), body });
  const unkind = await say(asha, "Something that is to be deleted");
  await rao.command({ type: "message.delete", roomId, target: unkind });
  await rao.command({ type: "room.archive", roomId });
  await rao.command({ type: "room.restore", roomId });
  await say(asha, `Donaudampfschifffahrtsgesellschaftskapitän ${"x".repeat(120)}`);
  await say(rao, "Several\nlines\n\nand 👩‍👩‍👧‍👦");
  await say(rao, "Last of all");
}
