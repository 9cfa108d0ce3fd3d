import { expect, test } from "bun:test";
import type { AccountId, Epoch, GetPeople } from "@encrptalk/protocol";
import { FakeClock } from "../testing/fake-clock.ts";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting } from "../testing/setting.ts";
import { People } from "./people.ts";

const asked = (network: FakeNetwork): GetPeople["accountIds"][] =>
  network.commands.flatMap(({ command }) => (command.type === "people.get" ? [command.accountIds] : []));

test("people who are mentioned by name need not be asked for", async () => {
  const { network, client, ben } = await liveSetting();
  client.person(ben).subscribe(() => {});
  await network.advance(1_000);
  expect(client.person(ben).get()?.name).toBe("Ben");
  expect(asked(network)).toEqual([]);
});

test("strangers are asked for together, and once", async () => {
  const { network, client, school } = await liveSetting();
  const [chidi, dana] = [school.addPerson("Chidi"), school.addPerson("Dana")];
  const nobody = "nobody" as AccountId;
  for (const accountId of [chidi, dana, nobody, chidi]) client.person(accountId).subscribe(() => {});
  await network.advance(1_000);
  expect(client.person(dana).get()?.name).toBe("Dana");
  expect(client.person(nobody).get()).toBeNull();
  client.person(nobody).subscribe(() => {});
  await network.advance(1_000);
  expect(asked(network)).toEqual([[chidi, dana, nobody]]);
});

test("a changed name is fetched, and the old one stands until then", async () => {
  const { network, client, school, ben } = await liveSetting();
  school.people.set(ben, { accountId: ben, name: "Benjamin", role: "student" });
  const position = ++school.position;
  school.school = position;
  network.socket.toClient.push({ type: "people.changed", position, previous: 0, accountIds: [ben] });
  await network.settle();
  expect(client.person(ben).get()?.name).toBe("Ben");
  await network.advance(1_000);
  expect(client.person(ben).get()?.name).toBe("Benjamin");
});

test("a name that changed while it was asked for is asked for again", async () => {
  const { network, client, school, ben } = await liveSetting();
  const rename = (name: string) => {
    school.people.set(ben, { accountId: ben, name, role: "student" });
    const previous = school.school;
    school.school = ++school.position;
    network.socket.toClient.push({
      type: "people.changed",
      position: school.school,
      previous,
      accountIds: [ben],
    });
  };
  rename("Benjamin");
  await network.settle();
  network.holdsReplies = true;
  await network.advance(1_000);
  // The answer was made before the second change, and comes after its frame.
  rename("Benedict");
  await network.settle();
  await network.releaseReplies();
  await network.advance(1_000);
  expect(client.person(ben).get()?.name).toBe("Benedict");
});

test("a name that was changed after the backup that was restored is asked for again", async () => {
  const { network, client, school, ben } = await liveSetting();
  client.person(ben).subscribe(() => {});
  await network.advance(1_000);
  school.people.set(ben, { accountId: ben, name: "Benjamin", role: "student" });
  const sync = school.sync.bind(school);
  // Nobody else's answer brings it along.
  school.sync = (...question) => ({ ...sync(...question), people: [] });
  network.socket.lose();
  school.epoch = "second" as Epoch;
  await network.advance(5_000);
  expect(client.person(ben).get()?.name).toBe("Benjamin");
});

test("a name whose answer got lost on a connection that stands is asked for again", async () => {
  const { network, client, school } = await liveSetting();
  const chidi = school.addPerson("Chidi");
  network.loseAnswer = ({ type }) => type === "people.get";
  client.person(chidi).subscribe(() => {});
  await network.advance(5_000);
  network.loseAnswer = () => false;
  await network.advance(15_000);
  expect(client.connection.get().status).toBe("live");
  expect(client.person(chidi).get()?.name).toBe("Chidi");
});

test("who is online is told by presence, and unknown again after a loss", async () => {
  const { network, client, biology, ben } = await liveSetting();
  expect(client.online(ben).get()).toBeNull();
  const changes = [{ accountId: ben, online: true }];
  network.socket.toClient.push({ type: "presence", roomId: biology, online: 2, changes });
  await network.settle();
  expect(client.online(ben).get()).toBe(true);
  expect(client.room(biology).row.get()?.online).toBe(2);
  network.socket.lose();
  expect(client.online(ben).get()).toBeNull();
});

test("a page that was read before a name changed, and comes after it, does not bring the old name back", () => {
  const people = new People(new FakeClock(), async () => []);
  const [ben, asha] = ["ben" as AccountId, "asha" as AccountId];
  const person = (accountId: AccountId, name: string) => ({ accountId, name, role: "student" as const });
  const asOf = people.moment;
  people.changed([ben]);
  people.learn([person(ben, "Ben"), person(asha, "Asha")], asOf);
  expect(people.person(ben).get()).toBeNull();
  expect(people.person(asha).get()?.name).toBe("Asha");
  people.learn([person(ben, "Benjamin")], people.moment);
  expect(people.person(ben).get()?.name).toBe("Benjamin");
});
