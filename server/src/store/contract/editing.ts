import { expect, test } from "bun:test";
import { refusal, type School } from "./school.ts";

export function editingContract(school: () => School): void {
  test("an edit takes a number of its own, and the message is served with its present text", async () => {
    const s = school();
    const sent = await s.send(s.asha);
    const body = s.body();
    const edited = await s.edit(s.asha, sent.seq, { body });
    expect(edited.seq).toBe(sent.seq + 1);
    expect(await s.eventAt(sent.seq)).toMatchObject({ type: "message.sent", number: 1, body, edited });
    expect(await s.eventAt(edited.seq)).toMatchObject({ type: "message.edited", target: sent.seq, body });
  });

  test("an edit sent again gets the first answer, and never takes back a later one", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const first = { editId: s.mint(), body: s.body() };
    const answer = await s.edit(s.asha, seq, first);
    const body = s.body();
    const later = await s.edit(s.asha, seq, { body });
    expect(await s.edit(s.asha, seq, first)).toEqual(answer);
    expect(await s.eventAt(seq)).toMatchObject({ body, edited: later });
    expect((await s.log()).filter((event) => event.type === "message.edited")).toHaveLength(2);
  });

  test("the same edit id with another body or for another message is a conflict", async () => {
    const s = school();
    const one = await s.send(s.asha);
    const other = await s.send(s.asha);
    const edit = { editId: s.mint(), body: s.body() };
    await s.edit(s.asha, one.seq, edit);
    expect(await refusal(s.edit(s.asha, one.seq, { ...edit, body: s.body() }))).toBe("conflict");
    expect(await refusal(s.edit(s.asha, other.seq, edit))).toBe("conflict");
  });

  test("only one's own messages can be edited, on whichever device", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    expect(await refusal(s.edit(s.ben, seq))).toBe("forbidden");
    const laptop = { ...s.asha, deviceId: s.ben.deviceId };
    expect(await s.edit(laptop, seq)).toMatchObject({ seq: seq + 1 });
  });

  test("only messages that are there can be edited or deleted", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    await s.delete(s.asha, seq);
    for (const target of [0, 1, seq, seq + 1, 999]) {
      expect(await refusal(s.edit(s.asha, target))).toBe("message-not-found");
    }
    for (const target of [0, 1, seq + 1, 999]) {
      expect(await refusal(s.delete(s.asha, target, true))).toBe("message-not-found");
    }
  });

  test("deleting removes the text of the message and of all its edits, and leaves a marker", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const edits = [await s.edit(s.asha, seq), await s.edit(s.asha, seq)];
    const deleted = await s.delete(s.asha, seq);
    expect(deleted.seq).toBe(seq + 3);
    expect(await s.eventAt(seq)).toMatchObject({
      body: null,
      number: 1,
      deleted: { ...deleted, sender: s.asha },
    });
    for (const edit of edits)
      expect(await s.eventAt(edit.seq)).toMatchObject({ type: "message.edited", body: null });
    expect(await s.eventAt(deleted.seq)).toMatchObject({ type: "message.deleted", target: seq });
  });

  test("deleting twice is the same as once", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const first = await s.delete(s.asha, seq);
    expect(await s.delete(s.asha, seq)).toEqual(first);
    expect((await s.log()).filter((event) => event.type === "message.deleted")).toHaveLength(1);
  });

  test("another's message can be deleted only by who may delete anyone's", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    expect(await refusal(s.delete(s.ben, seq))).toBe("forbidden");
    await s.join(s.msRao);
    await s.delete(s.msRao, seq, true);
    expect(await s.eventAt(seq)).toMatchObject({ body: null, deleted: { sender: s.msRao } });
  });

  test("an edit replayed after the deletion gets its first answer and brings no text back", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const again = { editId: s.mint(), body: s.body() };
    const answer = await s.edit(s.asha, seq, again);
    await s.delete(s.asha, seq);
    expect(await s.edit(s.asha, seq, again)).toEqual(answer);
    expect(await s.eventAt(seq)).toMatchObject({ body: null });
  });

  test("a list row shows the last message as it stands", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const row = async () => (await s.store.joinedRoom(s.ben.accountId, s.room))?.lastMessage;
    const body = s.body();
    await s.edit(s.asha, seq, { body });
    expect(await row()).toMatchObject({ seq, body });
    await s.delete(s.asha, seq);
    expect(await row()).toMatchObject({ seq, body: null, deleted: { sender: s.asha } });
  });
}
