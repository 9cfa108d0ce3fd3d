import { describe, expect, test } from "bun:test";
import type { Client } from "../client.ts";
import { liveSetting, type Setting, textsOf } from "../testing/setting.ts";
import type { LoadedTimeline } from "./timeline-state.ts";

type Live = Setting & { client: Client };

/** Asha is live in Biology, where Ben has said 1, 2, 3 … `count`, of which she has read `read`. */
async function biologyWith(count: number, read = count): Promise<Live> {
  const setting = await liveSetting();
  for (let number = 1; number <= count; number++)
    setting.school.say(setting.biology, setting.ben, `${number}`);
  setting.school.mark(setting.biology, setting.asha, { read });
  await setting.network.settle();
  return setting;
}

function loaded({ client, biology }: Live): LoadedTimeline {
  const timeline = client.room(biology).timeline.get();
  if (timeline.status !== "ready") throw new Error(`the timeline is ${timeline.status}`);
  return timeline;
}

const numbers = ({ client, biology }: Live) => textsOf(client, biology).map(Number);

describe("opening", () => {
  test("shows the end when everything is read", async () => {
    const setting = await biologyWith(120);
    setting.client.room(setting.biology).open();
    await setting.network.settle();
    expect(numbers(setting).at(-1)).toBe(120);
    expect(loaded(setting)).toMatchObject({
      hasOlder: true,
      hasNewer: false,
      firstUnread: null,
      focus: null,
    });
  });

  test("shows the first unread message when it is within the newest page", async () => {
    const setting = await biologyWith(120, 110);
    setting.client.room(setting.biology).open();
    await setting.network.settle();
    expect(loaded(setting).firstUnread).toBe(111);
    expect(setting.network.requested).toHaveLength(1);
  });

  test("finds the first unread message far back in few steps, whatever else is in the log", async () => {
    const setting = await biologyWith(0);
    const { school, biology, ben, client, network } = setting;
    for (let number = 1; number <= 600; number++) {
      const { seq, sender } = school.say(biology, ben, `${number}`);
      if (number > 300)
        for (let edit = 0; edit < 3; edit++)
          school.append(biology, sender, {
            type: "message.edited",
            target: seq,
            body: { alg: "plain", text: `${number}` },
          });
    }
    school.mark(biology, setting.asha, { read: 279 });
    await network.settle();
    client.room(biology).open();
    await network.settle();
    expect(numbers(setting)).toContain(280);
    expect(loaded(setting)).toMatchObject({ firstUnread: 280, hasNewer: true });
    expect(network.requested.length).toBeLessThanOrEqual(6);
  });

  test("what happens while the page is on its way is not lost", async () => {
    const setting = await biologyWith(3);
    const { school, network, client, biology, ben } = setting;
    network.holdsPages = true;
    client.room(biology).open();
    await network.settle();
    const { sender } = school.say(biology, ben, "4");
    school.append(biology, sender, {
      type: "message.edited",
      target: 2,
      body: { alg: "plain", text: "1, edited" },
    });
    school.append(biology, sender, { type: "message.deleted", target: 3 });
    await network.settle();
    await network.releasePages();
    expect(textsOf(client, biology)).toEqual(["1, edited", null, "3", "4"]);
    expect(loaded(setting).hasNewer).toBe(false);
  });

  test("a page that cannot be had is had when the connection is back", async () => {
    const setting = await biologyWith(3);
    const { network, client, biology } = setting;
    network.carriesHttp = false;
    client.room(biology).open();
    await network.settle();
    expect(client.room(biology).timeline.get().status).toBe("failed");
    network.carriesHttp = true;
    network.socket.lose();
    await network.advance(1_000);
    expect(numbers(setting)).toEqual([1, 2, 3]);
  });

  test("a page that got lost while the connection stood is asked for again by itself", async () => {
    const setting = await biologyWith(3);
    const { network, client, biology } = setting;
    network.carriesHttp = false;
    client.room(biology).open();
    await network.advance(20_000);
    expect(client.room(biology).timeline.get().status).toBe("failed");
    expect(client.connection.get().status).toBe("live");
    network.carriesHttp = true;
    await network.advance(5_000);
    expect(numbers(setting)).toEqual([1, 2, 3]);
  });

  test("a room opened twice stays open until it is closed twice", async () => {
    const setting = await biologyWith(3);
    const room = setting.client.room(setting.biology);
    const [first, second] = [room.open(), room.open()];
    await setting.network.settle();
    first();
    first();
    expect(numbers(setting)).toHaveLength(3);
    second();
    expect(setting.network.requested).toHaveLength(1);
  });
});

describe("scrolling", () => {
  test("goes back to the beginning without a hole", async () => {
    const setting = await biologyWith(180);
    const room = setting.client.room(setting.biology);
    room.open();
    await setting.network.settle();
    while (loaded(setting).hasOlder) {
      const loading = room.loadOlder();
      expect(loaded(setting).loadingOlder).toBe(true);
      await setting.network.settle();
      await loading;
    }
    expect(numbers(setting)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1));
    expect(loaded(setting).loadingOlder).toBe(false);
  });

  test("a second wish for older events while the first is under way is the same one", async () => {
    const setting = await biologyWith(180);
    const room = setting.client.room(setting.biology);
    room.open();
    await setting.network.settle();
    const both = [room.loadOlder(), room.loadOlder()];
    await setting.network.settle();
    await Promise.all(both);
    expect(setting.network.requested).toHaveLength(2);
  });

  test("an edit of a message on a page that is on its way is not lost", async () => {
    const setting = await biologyWith(60);
    const { client, biology, network, school, ben } = setting;
    client.room(biology).open();
    await network.settle();
    network.holdsPages = true;
    const loading = client.room(biology).loadOlder();
    await network.settle();
    const sender = { accountId: ben, deviceId: "ben-phone" as never };
    school.append(biology, sender, {
      type: "message.edited",
      target: 3,
      body: { alg: "plain", text: "edited" },
    });
    await network.settle();
    await network.releasePages();
    await loading;
    expect(textsOf(client, biology)[1]).toBe("edited");
  });

  test("away from the end, new messages are counted and not appended", async () => {
    const setting = await biologyWith(200);
    const { client, biology, network, school, ben } = setting;
    const room = client.room(biology);
    room.open();
    await network.settle();
    const going = room.openAround(60);
    await network.settle();
    await going;
    const shown = numbers(setting);
    expect(shown).toContain(59);
    expect(loaded(setting)).toMatchObject({ hasOlder: true, hasNewer: true, focus: 60 });

    school.say(biology, ben, "201");
    await network.settle();
    expect(numbers(setting)).toEqual(shown);
    expect(room.row.get()).toMatchObject({ messageCount: 201, unread: 1 });

    const back = room.jumpToLatest();
    await network.settle();
    await back;
    expect(numbers(setting).at(-1)).toBe(201);
    school.say(biology, ben, "202");
    await network.settle();
    expect(numbers(setting).at(-1)).toBe(202);
  });

  test("newer pages lead back to the end, where new messages are appended again", async () => {
    const setting = await biologyWith(200);
    const { client, biology, network, school, ben } = setting;
    const room = client.room(biology);
    room.open();
    await network.settle();
    const going = room.openAround(60);
    await network.settle();
    await going;
    while (loaded(setting).hasNewer) {
      const loading = room.loadNewer();
      school.say(biology, ben, `${(room.row.get()?.messageCount ?? 0) + 1}`);
      await network.settle();
      await loading;
    }
    const shown = numbers(setting);
    expect(shown.at(-1)).toBe(room.row.get()?.messageCount ?? 0);
    expect(shown).toEqual(Array.from({ length: shown.length }, (_, index) => (shown[0] ?? 0) + index));
  });

  test("edits and deletions reach messages away from the end", async () => {
    const setting = await biologyWith(200);
    const { client, biology, network, school, ben } = setting;
    client.room(biology).open();
    await network.settle();
    const going = client.room(biology).openAround(60);
    await network.settle();
    await going;
    const sender = { accountId: ben, deviceId: "ben-phone" as never };
    school.append(biology, sender, { type: "message.deleted", target: 60 });
    await network.settle();
    expect(textsOf(client, biology)).toContain(null);
  });
});

describe("memory", () => {
  test("a closed room goes on being kept true, so that opening it again asks nothing", async () => {
    const setting = await biologyWith(3);
    const { client, biology, network, school, ben } = setting;
    const close = client.room(biology).open();
    await network.settle();
    close();
    school.say(biology, ben, "4");
    await network.settle();
    client.room(biology).open();
    expect(numbers(setting)).toEqual([1, 2, 3, 4]);
    expect(loaded(setting).firstUnread).toBe(4);
    expect(network.requested).toHaveLength(1);
  });

  test("more unread than a closed room keeps is not passed over when it is opened again", async () => {
    const setting = await biologyWith(60);
    const { client, biology, network, school, ben } = setting;
    const close = client.room(biology).open();
    await network.settle();
    close();
    for (let number = 61; number <= 600; number++) school.say(biology, ben, `${number}`);
    await network.settle();
    client.room(biology).open();
    expect(client.room(biology).timeline.get().status).toBe("loading");
    await network.settle();
    expect(loaded(setting).firstUnread).toBe(61);
    expect(numbers(setting)).toContain(61);
  });

  test("of the rooms that were closed, only the last five are kept", async () => {
    const { client, network, school, asha, ben } = await liveSetting();
    const rooms = Array.from({ length: 8 }, (_, index) => school.addRoom(`Room-${index}`, [ben, asha]));
    for (const roomId of rooms)
      school.publish(asha, { type: "room.joined", ...moved(school), room: school.row(roomId, asha) });
    await network.settle();
    for (const roomId of rooms) {
      const close = client.room(roomId).open();
      await network.settle();
      close();
    }
    const kept = rooms.filter((roomId) => client.room(roomId).timeline.get().status === "ready");
    expect(kept).toEqual(rooms.slice(-5));
  });
});

function moved(school: Setting["school"]): { position: number; previous: number } {
  const previous = school.accounts.get("asha" as never) ?? 0;
  const position = ++school.position;
  school.accounts.set("asha" as never, position);
  return { position, previous };
}
