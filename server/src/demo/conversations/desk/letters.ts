import { closes, lately, type StudentConversation, scene, voices } from "../../script.ts";

const { rao, lindqvist, thandiwe, eyrun, oksana, mateo, ana } = voices;

/** Certificates, references, and forms to be signed. */
export const LETTERS: readonly StudentConversation[] = [
  {
    student: "thandiwe",
    opened: { day: 12, at: "16:05" },
    openedBy: "thandiwe",
    unread: { rao: 1, lindqvist: 1, thandiwe: 0 },
    scenes: [
      scene(12, "16:06", [
        thandiwe(
          "Ms Rao, would you write me a reference for the medical school? It is due at the end of the month",
        ),
        rao("With great pleasure. Send me your letter of motivation and I will start on the weekend."),
        thandiwe("It's two pages. I can make it shorter!"),
        rao("Do not. I want to read all of it.", { after: 7 }),
      ]),
      scene(5, "17:20", [
        rao(
          "It is written and signed. Three copies are waiting for you, in an envelope that you may not open.",
        ),
        thandiwe("Not even a little?"),
        rao("You would only blush."),
      ]),
      lately(103, [
        thandiwe("They have invited me to an interview!! On the 12th, at nine. May I miss the rehearsal?"),
      ]),
    ],
  },
  {
    student: "eyrun",
    opened: { day: 7, at: "09:02" },
    openedBy: "eyrun",
    unread: {},
    scenes: [
      scene(7, "09:03", [
        eyrun("My name is misspelled on the certificate: Guðmundsdóttir has a ð, not a d"),
        rao("You are quite right, and I am sorry. A new one is being printed.", { after: 19 }),
        rao("Here it is, with every letter where it belongs. Room 102.", { after: 150 }),
        eyrun("Takk! It looks beautiful"),
        closes("rao", 8),
      ]),
    ],
  },
  {
    student: "oksana",
    opened: { day: 15, at: "10:30" },
    openedBy: "oksana",
    unread: {},
    scenes: [
      scene(15, "10:31", [
        oksana("We need a confirmation that I go to school here, for the residence permit"),
        rao("In English, or in Ukrainian as well?"),
        oksana("Both would be wonderful. Дякую!"),
        rao("Both will be ready tomorrow at ten. Будь ласка.", { after: 55 }),
        closes("rao", 1_380),
      ]),
    ],
  },
  {
    student: "mateo",
    opened: { day: 10, at: "11:12" },
    openedBy: "rao",
    unread: {},
    scenes: [
      scene(10, "11:13", [
        rao("Mateo, the consent form for the Lakes Trip is still missing. It is due on {day 8}."),
        mateo("It is in my bag. It has been in my bag for a week 😅"),
        rao("Then it knows the way. Reception is open until four."),
        mateo("Done!", { after: 48 }),
        closes("rao", 5),
      ]),
    ],
  },
  {
    student: "ana",
    opened: { day: 18, at: "12:55" },
    openedBy: "ana",
    unread: {},
    scenes: [
      scene(18, "12:56", [
        ana("Could the school write a letter for the scholarship of the Gulbenkian Foundation?"),
        lindqvist("Yes. They ask for your marks of two years and for a teacher's opinion. Mine is high."),
        ana("How many pages may an opinion have?"),
        lindqvist("One. I'll use a small font.", { after: 4 }),
      ]),
      scene(2, "13:40", [
        lindqvist("The answer has come: you are on the short list of five."),
        ana("I am shaking. Thank you thank you thank you"),
        closes("lindqvist", 20),
      ]),
    ],
  },
  {
    student: "ruth",
    opened: { day: 1, at: "15:25" },
    openedBy: "rao",
    unread: { ruth: 2 },
    scenes: [
      scene(1, "15:26", [
        rao("Ruth, the embassy has sent your papers to us instead of to you. They are in the safe."),
        rao("Please come with your passport, any day before four."),
      ]),
    ],
  },
];
