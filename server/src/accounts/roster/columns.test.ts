import { describe, expect, test } from "bun:test";
import { COLUMN_NAMES } from "./column-names.ts";
import { type Columns, recogniseColumns } from "./columns.ts";

/** What a list with these column names gives for each field, in words. */
function recognised(names: string, byHand: Columns = {}) {
  const headers = names.split(", ");
  const { csv, columns } = recogniseColumns({ headers, rows: [{ line: 2, cells: headers }] }, byHand);
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, csv.rows[0]?.cells[column]]),
  );
}

describe("the columns are found by their usual names", () => {
  test.each([
    "Roll No, Student Name, E-mail, Class",
    "Admission Number, Full name, Email ID, Year group",
    "Matricule, Nom complet, Courriel, Classe",
    "N° d'élève, Élève, Adresse e-mail, Niveau",
    "Matrícula, Nombre completo, Correo electrónico, Curso",
    "Schülernummer, Name, E-Mail-Adresse, Klasse",
    "Número do aluno, Nome, E-mail, Turma",
    "Anukramank, Poora Naam, Email pata, Kaksha",
    "rollId, name, email, className",
    "ROLL_ID, NAME, EMAIL_ADDRESS, CLASS_NAME",
  ])("%s", (names) => {
    const [rollId, name, email, className] = names.split(", ");
    expect(recognised(names)).toEqual({ rollId, name, email, className } as never);
  });

  test.each([
    ["First name, Last name", "First name Last name"],
    ["Surname, Given names", "Given names Surname"],
    ["Nom, Prénom", "Prénom Nom"],
    ["Name, Vorname", "Vorname Name"],
    ["Nachname, Vorname", "Vorname Nachname"],
    ["Nombre, Apellidos", "Nombre Apellidos"],
    ["Nome, Sobrenome", "Nome Sobrenome"],
    ["Name, First name, Last name", "First name Last name"],
    ["First name, Last name, Full name", "Full name"],
    ["Nom", "Nom"],
  ])("a name in parts is put together: %s", (names, name) => {
    expect(recognised(`Roll No, ${names}`)).toEqual({ rollId: "Roll No", name });
  });

  test("a class and its section are put together", () => {
    expect(recognised("Class, Section").className).toBe("Class Section");
  });

  test("what is chosen by hand goes before, and what it takes is no other field's", () => {
    expect(recognised("Student ID, Name, Form", { rollId: 2 })).toEqual({ rollId: "Form", name: "Name" });
    expect(recognised("First name, Last name", { name: 0 })).toEqual({ name: "First name" });
    expect(recognised("First name, Last name", { name: 2 })).toEqual({ name: "First name Last name" });
  });
});

test("a column that is not there is refused", () => {
  expect(() => recognised("Roll No, Name", { email: 2 })).toThrow();
});

test("each name that is known is written as names are compared, and stands for one thing", () => {
  const all = [...Object.values(COLUMN_NAMES).flat(), "name", "naam", "student", "pupil"];
  expect(all.filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});
