import { closes, lately, type StudentConversation, scene, voices } from "../../script.ts";

const { rao, lindqvist, ben, dmitri, amelie, leilani, aaliyah } = voices;

/** Lockers, laptops, bus passes and lunch. */
export const BELONGINGS: readonly StudentConversation[] = [
  {
    student: "ben",
    opened: { day: 9, at: "11:40" },
    openedBy: "ben",
    unread: { rao: 2, lindqvist: 2 },
    scenes: [
      scene(9, "11:41", [
        ben("My locker does not open any more. Number 214. My trumpet is in it"),
        lindqvist("Is anybody playing it?"),
        ben("Not at the moment"),
        lindqvist("Then we have until the concert. The caretaker comes at one.", { after: 3 }),
        ben("It's open, thank you!", { after: 96 }),
        closes("lindqvist", 30),
      ]),
      lately(26, [
        ben("Hello, it's the locker again. It now opens, but it does not close"),
        ben("The trumpet is at home this time"),
      ]),
    ],
  },
  {
    student: "dmitri",
    opened: { day: 5, at: "13:10" },
    openedBy: "dmitri",
    unread: {},
    scenes: [
      scene(5, "13:11", [
        dmitri("The Wi-Fi in the library does not let me in since yesterday"),
        lindqvist("All passwords of year 9 were renewed on {day 6}. Yours is on a card in your form room.", {
          after: 9,
        }),
        dmitri("It works. It was under the skeleton", { after: 35 }),
        lindqvist("Where else."),
        closes("lindqvist", 4),
      ]),
    ],
  },
  {
    student: "amelie",
    opened: { day: 3, at: "10:44" },
    openedBy: "amelie",
    unread: { lindqvist: 1 },
    scenes: [
      scene(3, "10:45", [
        amelie("I have lost my bus pass, probably between the gym and the canteen"),
        rao("Nothing has been handed in yet. I'll print you a slip that is valid until {day -3}.", {
          after: 11,
        }),
        amelie("I can come at 12:30?"),
        rao("Perfect. Bring a photograph for the new one."),
      ]),
      lately(178, [
        amelie("The old one was in my other coat all the time… I'm sorry!"),
        rao("It always is. Keep the slip as a bookmark.", { after: 15 }),
      ]),
    ],
  },
  {
    student: "liam",
    opened: { day: 1, at: "08:50" },
    openedBy: "rao",
    unread: { liam: 1 },
    scenes: [
      scene(1, "08:51", [
        rao(
          "Liam, your lunch account is empty. You can eat today all the same; please ask your parents to top it up.",
        ),
      ]),
    ],
  },
  {
    student: "leilani",
    opened: { day: 13, at: "14:20" },
    openedBy: "leilani",
    unread: {},
    scenes: [
      scene(13, "14:21", [
        leilani("The school laptop fell down and one corner of the screen is black. I am really sorry"),
        lindqvist("Nobody was hurt, so it was a good fall. Bring it by, and take another one."),
        leilani("Do I have to pay for it?"),
        lindqvist("No. That is what the insurance is for.", { after: 2 }),
        leilani("🙏"),
      ]),
      scene(8, "09:30", [
        lindqvist("It is repaired. You may keep the new one, the old one has become a bit shy."),
        closes("lindqvist", 1),
      ]),
    ],
  },
  {
    student: "aaliyah",
    opened: { day: 1, at: "12:10" },
    openedBy: "aaliyah",
    unread: { rao: 1, lindqvist: 1 },
    scenes: [
      scene(1, "12:11", [
        aaliyah("May we put up posters for the book swap in the stairwell?"),
        rao("Gladly. Two on each floor, with the tape that does not take the paint along.", { after: 25 }),
      ]),
      lately(14, [aaliyah("All up! One has already been corrected in red ink. Was that Mr Lindqvist?")]),
    ],
  },
];
