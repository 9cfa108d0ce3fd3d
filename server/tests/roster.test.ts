import { afterAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import {
  type Invitations,
  MAX_ROSTER_BYTES,
  type Person,
  type ProtocolErrorBody,
  type RosterCheck,
  type RosterImported,
} from "@encrptalk/protocol";
import { DESK_SYNC } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ASHA_ROW = "ASHA-VERMA,Asha Verma,asha-verma@hill.example,10 B";
const list = (...rows: string[]) => ({ csv: ["Roll No,Name,E-mail,Class", ...rows].join("\n") });

test("a list is checked, imported, and the same again changes nothing", async () => {
  const body = list(ASHA_ROW, "1,Ben Okafor,ben@hill.example,10 B", "2,Cy Young,cy@hill.example,11 A");
  const { counts } = await rao.post<RosterCheck>("/api/roster/check", body);
  expect(counts).toEqual({ add: 2, update: 0, unchanged: 1, deactivate: 0, refused: 0 });
  const imported = await rao.post<RosterImported>("/api/roster/import", body);
  expect(imported).toEqual({ added: 2, updated: 0, unchanged: 1, deactivated: 0 });
  const again = { ...body, deactivateMissing: true };
  expect(await rao.post<RosterImported>("/api/roster/import", again)).toMatchObject({
    unchanged: 3,
    added: 0,
  });
});

test("a new name is told to who is connected, and who is deactivated is out at once (P20)", async () => {
  const dana = await school.enrol(rao, "Dana Levi");
  const [watching, leaving] = [await asha.live(), await dana.live()];
  const renamed = ASHA_ROW.replace("Asha Verma,", "Asha Verma-Rao,");
  await rao.post("/api/roster/import", { ...list(renamed), deactivateMissing: true });
  await watching.next((frame) => frame.type === "people.changed");
  expect(await leaving.closed).toBe(4102);
  const { people } = await asha.command({ type: "people.get", accountIds: [asha.me.accountId] });
  expect(people.map(({ name }: Person) => name)).toEqual(["Asha Verma-Rao"]);
  watching.close();
});

test("staff who show the desk hear of the rows that changed, and of nothing when the list is imported again (P44)", async () => {
  const desk = await rao.connect();
  await desk.request(DESK_SYNC);
  const body = list("21,Femi Ade,femi@hill.example,10 C", "22,Gia Russo,gia@hill.example,10 C");
  await rao.post("/api/roster/import", body);
  const { rows } = await desk.next((frame) => frame.type === "desk.changed");
  expect(rows?.map(({ student }) => student.name).toSorted()).toEqual(["Femi Ade", "Gia Russo"]);
  await rao.post("/api/roster/import", body);
  await desk.settle();
  expect(desk.heard("desk.changed")).toHaveLength(1);
  desk.close();
});

test("students and strangers may neither check, import, invite nor export", async () => {
  const body = list(ASHA_ROW);
  const asks: [string, string, object?][] = [
    ["POST", "/api/roster/check", body],
    ["POST", "/api/roster/import", body],
    ["POST", "/api/roster/invitations", {}],
    ["GET", "/api/roster/export"],
  ];
  for (const [method, path, sent] of asks) {
    expect((await school.fetch(method, path, asha.headers, sent)).status).toBe(403);
    expect((await school.fetch(method, path, { origin: school.url }, sent)).status).toBe(401);
  }
});

test("the list comes as a file of CSV", async () => {
  const response = await school.fetch("GET", "/api/roster/export", rao.headers);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toStartWith('attachment; filename="students.csv"');
  expect(response.headers.get("cache-control")).toBe("no-store");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toStartWith("Roll ID,Name,Email,Class\r\n");
});

test("students are invited with links of the address that the administrator uses", async () => {
  await rao.post("/api/roster/import", list("7,Eve Stone,eve@hill.example,12 C"));
  const { invitations } = await rao.post<Invitations>("/api/roster/invitations", { className: "12 C" });
  expect(invitations.map(({ name, rollId }) => `${rollId} ${name}`)).toEqual(["7 Eve Stone"]);
  expect(invitations[0]?.url).toStartWith(`${school.url}/link#`);
});

describe("a large body", () => {
  const student = (index: number) => `R-${index},Student ${index},s${index}@hill.example,9 ${index % 20}`;

  test("of an administrator is read, up to its limit", async () => {
    const body = list(...Array.from({ length: 3_000 }, (_, index) => student(index)));
    const { counts } = await rao.post<RosterCheck>("/api/roster/check", body);
    expect(counts).toMatchObject({ add: 3_000, refused: 0 });
    const tooLarge = JSON.stringify({ csv: "x".repeat(MAX_ROSTER_BYTES) });
    const response = await school.fetch("POST", "/api/roster/check", rao.headers, tooLarge);
    expect(response.status).toBe(413);
    const { error } = (await response.json()) as { error: ProtocolErrorBody };
    expect(error).toMatchObject({ code: "too-large", message: expect.stringContaining("8,388,608") });
  });

  test("of anybody else, and to any other address, is refused before it has come", async () => {
    expect(await statusOfUnsentBody(asha, "/api/roster/import")).toBe(403);
    expect(await statusOfUnsentBody(null, "/api/roster/import")).toBe(401);
    expect(await statusOfUnsentBody(rao, "/api/people")).toBe(413);
  });

  test("of an administrator who is deactivated while it comes changes nothing", async () => {
    const lee = await school.hire(rao, "Mr Lee");
    const body = JSON.stringify(list("99,Eve,eve@elsewhere.example,10 B"));
    const status = await statusOfSlowBody(lee, "/api/roster/import", body, () =>
      rao.post(`/api/people/${lee.me.accountId}/deactivate`),
    );
    expect(status).toBe(401);
    const found = await rao.get<{ total: number }>("/api/people?search=elsewhere");
    expect(found.total).toBe(0);
  });
});

test("what cannot be read says what is wrong with it", async () => {
  for (const [csv, field] of [
    ["", "csv.empty"],
    ["Name\nJ\uFFFDrg", "csv.encoding"],
    ['Name\n"Asha', "csv.quotes"],
  ]) {
    const response = await school.fetch("POST", "/api/roster/check", rao.headers, { csv });
    expect(await response.json()).toMatchObject({ error: { code: "malformed", field } });
  }
  expect(await refusalOf(rao.post("/api/roster/import", { csv: "A,B\n1,2" }))).toBe("malformed");
});

/** Says that a body of 2 MB comes, and gives the status that is answered before any of it does. */
const statusOfUnsentBody = (by: Member | null, path: string) =>
  statusOf(by, path, 2 * 1024 * 1024, async () => {});

/** Sends a body in two parts, the second when `meanwhile` is done. */
const statusOfSlowBody = (by: Member, path: string, body: string, meanwhile: () => Promise<unknown>) =>
  statusOf(by, path, Buffer.byteLength(body), async (write) => {
    write(body.slice(0, 20));
    await Bun.sleep(100);
    await meanwhile();
    write(body.slice(20));
  });

async function statusOf(
  by: Member | null,
  path: string,
  length: number,
  send: (write: (text: string) => void) => Promise<void>,
): Promise<number> {
  const { hostname, port, host } = new URL(school.url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
  const headers = {
    host,
    ...(by?.headers ?? { origin: school.url }),
    "content-type": "application/json",
    "content-length": length,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  await send((text) => socket.write(text));
  const [, status] = (await answered).split(" ");
  socket.destroy();
  return Number(status);
}
