import type { AccountId, DeviceId, RoomId, SendMessage } from "@encrptalk/protocol";
import type { Client } from "../client.ts";
import { type ClientOptions, createClient } from "../create-client.ts";
import type { Room } from "../rooms/room.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeNetwork } from "./fake-network.ts";
import { FakeSchool } from "./fake-school.ts";

/** Asha and Ben share a room called Biology; Asha's laptop is the client under test. */
export interface Setting {
  readonly clock: FakeClock;
  readonly school: FakeSchool;
  readonly network: FakeNetwork;
  readonly asha: AccountId;
  readonly ben: AccountId;
  readonly biology: RoomId;
  /** Another tab or program on Asha's laptop. */
  connect(options?: Partial<ClientOptions>): Client;
}

export function newSetting(): Setting {
  const clock = new FakeClock();
  const school = new FakeSchool();
  const asha = school.addPerson("Asha");
  const ben = school.addPerson("Ben");
  const biology = school.addRoom("Biology", [ben, asha]);
  const network = new FakeNetwork(school, clock, { accountId: asha, deviceId: "asha-laptop" as DeviceId });
  return {
    clock,
    school,
    network,
    asha,
    ben,
    biology,
    connect: (options = {}) =>
      createClient({
        url: "https://chat.school.example",
        authentication: { kind: "cookie" },
        clock,
        random: () => 0.5,
        WebSocket: network.WebSocket,
        fetch: network.fetch,
        ...options,
      }),
  };
}

/** A setting with a client that is live. */
export async function liveSetting(options?: Partial<ClientOptions>): Promise<Setting & { client: Client }> {
  const setting = newSetting();
  const client = setting.connect(options);
  await setting.network.settle();
  return { ...setting, client };
}

/** A live client that has Biology open; what it said until then is forgotten. */
export async function openBiology(
  options?: Partial<ClientOptions>,
): Promise<Setting & { client: Client; room: Room; close: () => void }> {
  const setting = await liveSetting(options);
  const room = setting.client.room(setting.biology);
  const close = room.open();
  await setting.network.settle();
  setting.network.commands.length = 0;
  return { ...setting, room, close };
}

/** The messages that the client has sent, each as often as it was sent. */
export const sends = (network: FakeNetwork): SendMessage[] =>
  network.commands.flatMap(({ command }) => (command.type === "message.send" ? [command] : []));

/** And their texts. */
export const sentTexts = (network: FakeNetwork): string[] =>
  sends(network).map(({ body }) => (body.alg === "plain" ? body.text : ""));

/** How often the client has asked what it misses. */
export const syncs = (network: FakeNetwork): number =>
  network.commands.filter(({ command }) => command.type === "sync").length;

/** What a thread shows, as its texts. */
export function textsOf(client: Client, roomId: RoomId): (string | null)[] {
  const timeline = client.room(roomId).timeline.get();
  if (timeline.status !== "ready") return [];
  return timeline.events.flatMap((event) =>
    event.type === "message.sent" ? [event.body?.alg === "plain" ? event.body.text : null] : [],
  );
}
