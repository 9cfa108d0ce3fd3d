import type { RosterField } from "@encrptalk/protocol";

/** What may stand in a column of its own and is only a part of a field. */
export type Part = "firstName" | "lastName" | "section";

/**
 * How schools call their columns, in English, French, Spanish, German, Portuguese and Hindi written in Latin letters;
 * folded and without spaces and signs. Of several in one list, the one that stands first here is taken.
 */
export const COLUMN_NAMES: Record<RosterField | Part, readonly string[]> = {
  rollId: [
    ...[
      "rollid",
      "rollno",
      "rollnumber",
      "rollnum",
      "studentrollno",
      "studentid",
      "studentno",
      "studentnumber",
    ],
    ...[
      "admissionnumber",
      "admissionno",
      "admissionid",
      "admno",
      "registrationnumber",
      "registrationno",
      "regno",
    ],
    ...["enrolmentnumber", "enrolmentno", "enrollmentnumber", "enrollmentno", "enrollmentid", "enrolmentid"],
    ...["indexnumber", "indexno", "grno", "scholarno", "scholarnumber", "pupilid", "pupilnumber", "roll"],
    ...["matricule", "nomatricule", "nmatricule", "numerodeleve", "numeroeleve", "ndeleve", "neleve", "ine"],
    ...["numeroetudiant", "numerodetudiant", "ideleve", "identifiant"],
    ...["matricula", "numerodematricula", "nmatricula", "nodematricula", "expediente", "numerodeexpediente"],
    ...[
      "numerodealumno",
      "idalumno",
      "idestudiante",
      "codigodeestudiante",
      "codigodealumno",
      "legajo",
      "nia",
    ],
    ...["schulernummer", "schuelernummer", "schulernr", "schuelernr", "schulerid", "schuelerid"],
    ...["matrikelnummer", "matrikelnr", "ausweisnummer"],
    ...["numerodoaluno", "ndoaluno", "naluno", "codigodoaluno", "registroacademico", "numerodeprocesso"],
    ...["nprocesso", "ra", "anukramank", "rolnambar", "rolno", "praveshkramank", "namankansankhya"],
    ...["panjikaransankhya", "kramank", "id"],
  ],
  name: [
    ...[
      "fullname",
      "studentname",
      "nameofstudent",
      "nameofthestudent",
      "studentsname",
      "pupilname",
      "learnername",
    ],
    ...["displayname", "nomcomplet", "nometprenom", "nomprenom", "prenometnom", "prenomnom", "nomdeleleve"],
    ...["nombrecompleto", "nombreyapellidos", "nombreyapellido", "apellidosynombres", "apellidosynombre"],
    ...["apellidoynombre", "apellidosnombres", "nombredelalumno", "nombredelestudiante"],
    ...["vollername", "vollstandigername", "schulername", "schuelername", "namevorname", "nachnamevorname"],
    ...["vorundnachname", "nomecompleto", "nomedoaluno", "nomedoestudante"],
    ...["pooranaam", "puranaam", "chhatrakanaam", "chatrakanaam", "vidyarthikanaam"],
  ],
  firstName: [
    ...["firstname", "givenname", "givennames", "forename", "forenames", "prenom", "prenoms"],
    ...["nombres", "nombre", "primernombre", "vorname", "vornamen", "rufname"],
    ...["primeironome", "nomeproprio", "nome", "pehlanaam", "prathamnaam"],
  ],
  lastName: [
    ...["lastname", "surname", "familyname", "nomdefamille", "nom", "apellidos", "apellido", "nachname"],
    ...["familienname", "zuname", "sobrenome", "apelidos", "apelido", "ultimonome", "upnaam", "kulnaam"],
  ],
  email: [
    ...["email", "emailaddress", "emailid", "studentemail", "schoolemail", "mail", "mailid", "mailaddress"],
    ...["courriel", "adressemail", "adresseemail", "adressedemessagerie", "adresseelectronique", "mel"],
    ...["correo", "correoelectronico", "direcciondecorreo", "direcciondecorreoelectronico", "emaildelalumno"],
    ...["emailadresse", "mailadresse", "schulemail", "epost"],
    ...["enderecodeemail", "correioeletronico", "emailinstitucional", "emaildoaluno", "emailpata", "imel"],
  ],
  className: [
    ...[
      "class",
      "classname",
      "classgroup",
      "formclass",
      "form",
      "formgroup",
      "tutorgroup",
      "registrationgroup",
    ],
    ...["homeroom", "grade", "gradelevel", "yeargroup", "year", "standard", "std", "group"],
    ...["classe", "niveau", "division", "groupe", "clase", "curso", "grado", "grupo"],
    ...["klasse", "klassenbezeichnung", "lerngruppe", "jahrgang", "stufe"],
    ...["turma", "serie", "ano", "kaksha", "varg"],
  ],
  section: ["section", "sec", "div", "seccion", "secao", "anubhag", "khand"],
};

/** Names that may mean the whole name, where nothing in the list says that they are only a part of it. */
export const LOOSE_NAMES = [
  ...["name", "naam", "student", "pupil", "learner", "eleve", "etudiant", "alumno", "estudiante", "aluno"],
  ...["estudante", "schuler", "schueler", "vidyarthi", "nome", "nombre", "nom"],
] as const;
/** Beside these, `Name` is the family name. */
export const GIVEN_BESIDE_NAME = ["vorname", "vornamen", "rufname", "prenom", "prenoms"] as const;
