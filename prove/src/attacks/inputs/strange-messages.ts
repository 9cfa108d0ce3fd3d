import { beforeAll, describe, expect, test } from "bun:test";
import type { MessageId, RoomId, SearchPage, StudentDetails } from "@encrptalk/protocol";
import { IS_WHOLE, tried } from "../tried.ts";
import type { AttackedSchool } from "./attacked-school.ts";
import { Ear, historyOf } from "./ear.ts";
import { isBroken, isInvisible, STRANGE_STRINGS } from "./strange-strings.ts";

const STRINGS = IS_WHOLE ? STRANGE_STRINGS : STRANGE_STRINGS.filter((_, index) => index % 6 === 0);
const MAY_BE_SENT = (text: string) => !isInvisible(text) && !isBroken(text);
/** Words of which no mark and no operator of the search is a part. */
const PLAIN_WORDS = /^[\p{L}\p{N}]{2,}( [\p{L}\p{N}]{2,})*$/u;

export const strangeMessages = (attacked: () => AttackedSchool): void =>
  describe("strange strings as messages", () => {
    let room: RoomId;
    /** What was taken, by its number in the log. */
    const taken = new Map<number, string>();
    const write = (text: string, target?: number) => {
      const id = crypto.randomUUID() as MessageId;
      const body = { alg: "plain", text };
      const command =
        target === undefined
          ? { type: "message.send", messageId: id }
          : { type: "message.edit", editId: id, target };
      return attacked().post(
        "/api/commands",
        JSON.stringify({ id: "1", command: { ...command, roomId: room, body } }),
      );
    };

    beforeAll(async () => {
      room = await attacked().school.openConversation(attacked().asha.me.accountId);
    });

    /** As a new message, or as an edit of one; gives the numbers of the events that then have it. */
    const writeOrEdit = async (text: string, isEdit: boolean): Promise<number[]> => {
      const target = isEdit ? [(await attacked().asha.say(room, "To be edited")).seq] : [];
      const { text: answer, error } = await write(text, target[0]);
      const told = { text, code: error?.code, field: error?.field };
      if (MAY_BE_SENT(text)) {
        expect(told).toEqual({ text, code: undefined, field: undefined });
        return [JSON.parse(answer).result.seq, ...target];
      }
      expect(told).toEqual({ text, code: "malformed", field: "command.body.text" });
      return [];
    };

    test("are taken as they stand, new and edited, or have nothing to see and are refused; live as in the history (P8, P10)", async () => {
      const ear = await Ear.open(attacked().rao, room);
      /** Not those that were edited later: they were heard before. */
      const live: number[] = [];
      for (const [index, text] of STRINGS.entries()) {
        const seqs = await writeOrEdit(text, index % 2 === 1);
        live.push(...seqs.slice(0, 1));
        for (const seq of seqs) taken.set(seq, text);
      }
      const heard = await ear.has(live);
      const history = await historyOf(attacked().asha, room);
      for (const seq of live) expect({ seq, text: heard.get(seq) }).toEqual({ seq, text: taken.get(seq) });
      for (const [seq, text] of taken) expect({ seq, text: history.get(seq) }).toEqual({ seq, text });
      await attacked().isUnharmed();
      tried("strange strings as messages and edits", STRINGS.length);
    });

    test("are shown at the desk as they begin", async () => {
      const strings = STRINGS.filter(MAY_BE_SENT).filter((_, index) => IS_WHOLE || index % 20 === 0);
      for (const text of strings) {
        await attacked().asha.say(room, text);
        const { entry } = await attacked().rao.ask<StudentDetails>(
          "GET",
          `/api/desk/students/${attacked().asha.me.accountId}`,
        );
        const shown = entry.conversation?.lastMessage?.text ?? "";
        expect({ text, shown }).toEqual({ text, shown: text.length > 200 ? shown : text });
        expect(text.startsWith(shown)).toBe(true);
      }
      tried("strange strings at the desk", strings.length);
    });

    test("are found by their words, and whatever is typed is answered (P52)", async () => {
      const found: string[] = [];
      for (const text of STRINGS.filter((text) => text.length <= 400 && !isBroken(text))) {
        const path = `/api/search?q=${encodeURIComponent(text)}`;
        const { status, text: answer } = await attacked().get(path);
        expect({ text, status }).toEqual({ text, status: 200 });
        if (!PLAIN_WORDS.test(text)) continue;
        const { hits } = JSON.parse(answer) as SearchPage;
        expect({ text, hits: hits.length > 0 }).toEqual({ text, hits: true });
        found.push(text);
      }
      expect(found.length).toBeGreaterThan(STRINGS.length / 20);
      tried("strange strings as searches", STRINGS.length);
    });

    test("stand in exports as they were written, and no mark of theirs is one of the page's", async () => {
      const path = `/api/desk/students/${attacked().asha.me.accountId}/export`;
      const { text: json } = await attacked().get(`${path}?format=json`, attacked().rao);
      const { events } = JSON.parse(json) as { events: { seq: number; body?: { text: string } | null }[] };
      const texts = new Map(events.map(({ seq, body }) => [seq, body?.text]));
      for (const [seq, text] of taken) expect({ seq, text: texts.get(seq) }).toEqual({ seq, text });

      const { text: html } = await attacked().get(path, attacked().rao);
      for (const text of taken.values()) expect(html).toContain(Bun.escapeHTML(text));
      expect(await marksOf(html)).toEqual(await marksOf(await harmlessExport(attacked())));
      tried("strange strings in exports of a conversation", 2 * taken.size);
    });
  });

/** An export in which nobody wrote anything strange, with a message, an edit and a reply in it. */
async function harmlessExport(attacked: AttackedSchool): Promise<string> {
  const { ben, rao, school } = attacked;
  const roomId = await school.openConversation(ben.me.accountId);
  const { seq } = await ben.say(roomId, "Good morning");
  const body = { alg: "plain", text: "Good evening" } as const;
  await ben.command({
    type: "message.edit",
    roomId,
    editId: crypto.randomUUID() as MessageId,
    target: seq,
    body,
  });
  await rao.say(roomId, "To you too");
  return (await attacked.get(`/api/desk/students/${ben.me.accountId}/export`, rao)).text;
}

/** The elements of a page with their attributes, each kind once. */
async function marksOf(html: string): Promise<string[]> {
  const marks = new Set<string>();
  const rewriter = new HTMLRewriter().on("*", {
    element: ({ tagName, attributes }) => {
      marks.add([tagName, ...[...attributes].map(([name]) => name)].join(" "));
    },
  });
  await rewriter.transform(new Response(html)).text();
  return [...marks].sort();
}
