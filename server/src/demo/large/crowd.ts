import { randomUUID } from "node:crypto";
import { type AccountId, foldText, type Timestamp } from "@encrptalk/protocol";
import type { Store } from "../../store/store.ts";
import type { Random } from "../random.ts";

const GIVEN = [
  ...[
    "Amara",
    "Asel",
    "Björn",
    "Carlos",
    "Chidi",
    "Dilnoza",
    "Elif",
    "Farah",
    "Giulia",
    "Hana",
    "Ines",
    "Ivo",
  ],
  ...["Jin", "Kofi", "Lara", "Łucja", "Mei", "Minh", "Nia", "Noor", "Olu", "Paulo", "Rania", "Sana", "Tariq"],
  ...[
    "Ülkü",
    "Vera",
    "Wanjiru",
    "Xavier",
    "Yara",
    "Zofia",
    "Ángel",
    "Éva",
    "Øyvind",
    "陽菜",
    "佳怡",
    "민준",
    "Анна",
  ],
];
const FAMILY = [
  ...[
    "Abdi",
    "Almeida",
    "Bauer",
    "Chen",
    "Costa",
    "Dang",
    "Diallo",
    "Eriksen",
    "Fernández",
    "Gupta",
    "Haddad",
  ],
  ...[
    "Ivanova",
    "Jensen",
    "Kamara",
    "Kaya",
    "Kim",
    "Kowalski",
    "Larsson",
    "Mbeki",
    "Moreau",
    "Müller",
    "Nagy",
  ],
  ...[
    "Novák",
    "Okafor",
    "Patel",
    "Petrov",
    "Popescu",
    "Rahman",
    "Rossi",
    "Sato",
    "Silva",
    "Singh",
    "Tran",
    "Wang",
  ],
];
const PER_CLASS = 25;
/** Students whom one transaction adds. */
const PER_WRITE = 500;

/** Adds so many students, who have been invited and not signed in yet. */
export async function addCrowd(
  store: Store,
  count: number,
  { random, at }: { random: Random; at: Timestamp },
): Promise<AccountId[]> {
  const students = Array.from({ length: count }, (_, number) => studentOf(number, random));
  for (let from = 0; from < count; from += PER_WRITE) {
    const some = students.slice(from, from + PER_WRITE);
    await store.sql.writeAll(
      some.map(({ accountId, name, number }) => ({
        sql: `INSERT INTO accounts (id, role, name, name_key, email, roll_id, roll_id_key, class_name, created_at)
              VALUES (?, 'student', ?, ?, ?, ?, ?, ?, ?)`,
        parameters: [
          accountId,
          name,
          foldText(name),
          `student-${number}@large.example.org`,
          `L${number}`,
          `l${number}`,
          classOf(number),
          at,
        ],
      })),
      { students: some.map(({ accountId }) => accountId) },
    );
  }
  return students.map(({ accountId }) => accountId);
}

const studentOf = (number: number, random: Random) => ({
  accountId: randomUUID() as AccountId,
  name: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
  number: String(number).padStart(5, "0"),
});

function classOf(number: string): string {
  const index = Math.floor(Number(number) / PER_CLASS);
  return `${7 + (index % 6)}${String.fromCharCode(65 + (Math.floor(index / 6) % 26))}`;
}
