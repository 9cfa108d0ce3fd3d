import { afterAll, expect, test } from "bun:test";
import { connect } from "node:net";
import type { AddedPerson, AddPerson } from "@encrptalk/protocol";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const room = await rao.defaultRoom();

/** Posts `body` half at first, and the rest when `meanwhile` is done; gives the status. */
async function postSlowly(by: Member, path: string, body: object, meanwhile: () => Promise<unknown>) {
  const { hostname, port, host } = new URL(school.url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
  const text = JSON.stringify(body);
  const headers = { host, ...by.headers, "content-length": Buffer.byteLength(text), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${text.slice(0, 20)}`);
  await Bun.sleep(100);
  await meanwhile();
  socket.write(text.slice(20));
  const [, status] = (await answered).split(" ");
  socket.destroy();
  return Number(status);
}

const deactivate = (member: Member) => rao.post(`/api/people/${member.me.accountId}/deactivate`);

test("a message whose body was still on its way when its sender was deactivated is refused", async () => {
  const asha = await school.enrol(rao, "Asha Verma");
  const request = { id: "1", command: asha.message(room, "Still here") };
  expect(await postSlowly(asha, "/api/commands", request, () => deactivate(asha))).toBe(401);
});

test("an administrator who is deactivated while a body is on its way adds nobody", async () => {
  const { link } = await rao.post<AddedPerson>("/api/people", {
    role: "admin",
    name: "Mr Lee",
    email: "lee@hill.example",
  } satisfies AddPerson);
  const token = link.url.split("#")[1];
  const signedIn = await school.signedIn("/api/links/redeem", { token, password: "correct horse battery" });
  const lee = { ...signedIn, headers: { cookie: signedIn.cookie, origin: school.url } } as unknown as Member;
  const friend: AddPerson = { role: "admin", name: "A friend", email: "friend@hill.example" };
  expect(await postSlowly(lee, "/api/people", friend, () => deactivate(lee))).toBe(401);
});
