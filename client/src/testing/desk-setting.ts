import type { AccountId, DeviceId } from "@encrptalk/protocol";
import type { Client } from "../client.ts";
import { type ClientOptions, createClient } from "../create-client.ts";
import type { DeskList, DeskListQuery } from "../desk/desk.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeNetwork } from "./fake-network.ts";
import { FakeSchool } from "./fake-school.ts";

/** Ms Rao and Mr Cole look after the students; Ms Rao's laptop is the client under test. */
export interface DeskSetting {
  readonly clock: FakeClock;
  readonly school: FakeSchool;
  readonly network: FakeNetwork;
  readonly rao: AccountId;
  readonly cole: AccountId;
  readonly students: readonly AccountId[];
  connect(options?: Partial<ClientOptions>): Client;
}

export function newDesk(names: readonly string[] = ["Asha", "Ben", "Chidi"]): DeskSetting {
  const clock = new FakeClock();
  const school = new FakeSchool();
  const rao = school.addPerson("Ms Rao", "admin");
  const cole = school.addPerson("Mr Cole", "admin");
  const students = names.map((name) => school.desk.addStudent(name));
  const network = new FakeNetwork(school, clock, { accountId: rao, deviceId: "rao-laptop" as DeviceId });
  const connect = (options: Partial<ClientOptions> = {}) =>
    createClient({
      url: "https://chat.school.example",
      authentication: { kind: "cookie" },
      clock,
      random: () => 0.5,
      WebSocket: network.WebSocket,
      fetch: network.fetch,
      ...options,
    });
  return { clock, school, network, rao, cole, students, connect };
}

export type LiveDesk = DeskSetting & { readonly client: Client };

export async function liveDesk(
  names?: readonly string[],
  options?: Partial<ClientOptions>,
): Promise<LiveDesk> {
  const setting = newDesk(names);
  const client = setting.connect(options);
  await setting.network.settle();
  return { ...setting, client };
}

/** Opens a list, and waits for it. */
export async function openList({ client, network }: LiveDesk, query: DeskListQuery): Promise<DeskList> {
  const list = client.desk.list(query);
  list.open();
  await network.settle();
  return list;
}

export const namesOf = (list: DeskList): string[] => list.state.get().rows.map(({ student }) => student.name);
