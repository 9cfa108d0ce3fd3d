import { describe, expect, test } from "bun:test";
import type {
  AddedPerson,
  AddedProgram,
  DeskPage,
  Device,
  PeoplePage,
  RoomFacts,
  RoomId,
} from "@encrptalk/protocol";
import { IS_WHOLE, tried } from "../tried.ts";
import type { Answered, AttackedSchool } from "./attacked-school.ts";
import { isBroken, isName, STRANGE_STRINGS } from "./strange-strings.ts";

const STRINGS = IS_WHOLE ? STRANGE_STRINGS : STRANGE_STRINGS.filter((_, index) => index % 10 === 0);
const ROLL_ID = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u;

/** A field that holds a name: says one, and gives what is then shown of it in its place. */
interface NameField {
  what: string;
  field: string;
  isRight(text: string): boolean;
  say(text: string): Promise<Answered>;
  shown(answer: string): Promise<unknown>;
}

export const strangeNames = (attacked: () => AttackedSchool): void =>
  describe("strange strings as names", () => {
    const fields: [string, () => Promise<NameField>][] = [
      ["a person's name", () => profileField(attacked(), "name", isName)],
      ["a class", () => profileField(attacked(), "className", isName)],
      ["a roll ID", () => profileField(attacked(), "rollId", (text) => ROLL_ID.test(text.trim()))],
      ["the school's name", () => schoolField(attacked())],
      ["a room's title", () => titleField(attacked())],
      ["a program's name", () => programField(attacked())],
    ];

    test.each(fields)(
      "%s is shown as it was given, without the space around it, or refused by its field",
      async (what, open) => {
        const field = await open();
        let refused = 0;
        for (const text of STRINGS) {
          const { status, text: answer, error } = await field.say(text);
          const told = { text, code: error?.code, field: error?.field };
          if (field.isRight(text)) {
            expect({ ...told, status }).toEqual({ text, code: undefined, field: undefined, status: 200 });
            expect({ text, shown: await field.shown(answer) }).toEqual({ text, shown: text.trim() });
          } else {
            expect(told).toEqual({ text, code: "malformed", field: field.field });
            refused += 1;
          }
        }
        await attacked().isUnharmed();
        tried(`strange strings as ${what}`, STRINGS.length, { figures: `${refused} refused` });
      },
    );

    test("e-mail addresses, identifiers, filters and cursors are none, and no answer is an error of the server", async () => {
      const { rao, ben } = attacked();
      const place = `/api/people/${ben.me.accountId}`;
      for (const text of STRINGS.filter((text) => !isBroken(text))) {
        const value = encodeURIComponent(text);
        const { error } = await attacked().post(place, JSON.stringify({ email: text }), {
          by: rao,
          method: "PATCH",
        });
        expect({ text, code: error?.code }).toEqual({ text, code: "malformed" });
        for (const path of [
          `/api/rooms/${value}/events`,
          `/api/rooms/${value}/members`,
          `/api/people?after=${value}&search=${value}`,
          `/api/desk/students/${value}`,
          `/api/desk/students/${value}/export`,
          `/api/desk/students?filter=${value}`,
          `/api/desk/students?after=${value}`,
          `/api/desk/students?className=${value}`,
          `/api/search?q=a&after=${value}`,
          `/api/search?q=${encodeURIComponent(`from:"${text}" in:"${text}" class:"${text}"`).slice(0, 1_000)}`,
        ]) {
          const { status } = await attacked().get(path, rao);
          expect({ path, isExpected: [200, 400, 404].includes(status) }).toEqual({ path, isExpected: true });
        }
        const mention = { alg: "plain", text: "@", mentions: [text] };
        const command = {
          type: "message.send",
          roomId: attacked().school.defaultRoom,
          messageId: crypto.randomUUID(),
          body: mention,
        };
        const answered = await attacked().post("/api/commands", JSON.stringify({ id: "1", command }));
        expect({ text, isTaken: answered.error === null }).toEqual({
          text,
          isTaken: /^[A-Za-z0-9_-]{1,64}$/.test(text),
        });
      }
      await attacked().isUnharmed();
      tried("strange strings as ids, filters, cursors and mentions", 12 * STRINGS.length);
    });
  });

/** A student whose profile is changed, looked up in the lists of people and of the desk by what it has become. */
async function profileField(
  attacked: AttackedSchool,
  field: "name" | "className" | "rollId",
  isRight: (text: string) => boolean,
): Promise<NameField> {
  const { rao } = attacked;
  const handle = crypto.randomUUID();
  const { person } = await rao.ask<AddedPerson>("POST", "/api/people", {
    role: "student",
    name: handle,
    email: `${handle}@hill.example`,
    rollId: handle,
    className: "10 C",
  });
  const say = (text: string) =>
    attacked.post(`/api/people/${person.accountId}`, JSON.stringify({ [field]: text }), {
      by: rao,
      method: "PATCH",
    });
  return {
    what: field,
    field,
    isRight,
    say,
    async shown(answer) {
      const { [field]: shown } = JSON.parse(answer);
      // Found by its address in both lists, and by itself where it is short enough to be searched for.
      const queries = [handle, ...(field !== "className" && shown.length <= 100 ? [shown] : [])];
      for (const search of queries.map(encodeURIComponent)) {
        const { people } = await rao.ask<PeoplePage>("GET", `/api/people?search=${search}&limit=200`);
        const { entries } = await rao.ask<DeskPage>("GET", `/api/desk/students?search=${search}&limit=200`);
        const found = people.find(({ accountId }) => accountId === person.accountId);
        const row = entries.find(({ student }) => student.accountId === person.accountId);
        if (found?.[field] !== shown || row?.student[field] !== shown)
          return `${found?.[field]} among the people, ${row?.student[field]} at the desk, searched for by ${search}`;
      }
      return shown;
    },
  };
}

async function schoolField(attacked: AttackedSchool): Promise<NameField> {
  return {
    what: "school",
    field: "name",
    isRight: isName,
    say: (name) =>
      attacked.post("/api/school/settings", JSON.stringify({ name }), { by: attacked.rao, method: "PATCH" }),
    shown: async () => (await attacked.rao.ask<{ name: string }>("GET", "/api/school")).name,
  };
}

async function titleField(attacked: AttackedSchool): Promise<NameField> {
  const { rao } = attacked;
  const { roomId } = await rao.command({ type: "room.create", title: "To be renamed" });
  const titleOf = async (id: RoomId): Promise<string | undefined> => {
    const { rooms } = await rao.ask<{ rooms: RoomFacts[] }>("GET", "/api/rooms?limit=200");
    return rooms.find((room) => room.roomId === id)?.title;
  };
  return {
    what: "title",
    field: "command.title",
    isRight: isName,
    say: (title) =>
      attacked.post(
        "/api/commands",
        JSON.stringify({ id: "1", command: { type: "room.rename", roomId, title } }),
        { by: rao },
      ),
    shown: () => titleOf(roomId),
  };
}

async function programField(attacked: AttackedSchool): Promise<NameField> {
  const { asha } = attacked;
  return {
    what: "program",
    field: "name",
    isRight: isName,
    say: (name) => attacked.post("/api/devices", JSON.stringify({ name })),
    async shown(answer) {
      const { device } = JSON.parse(answer) as AddedProgram;
      const { devices } = await asha.ask<{ devices: Device[] }>("GET", "/api/devices");
      await asha.ask("DELETE", `/api/devices/${device.deviceId}`);
      return devices.find(({ deviceId }) => deviceId === device.deviceId)?.name;
    },
  };
}
