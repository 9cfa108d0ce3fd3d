import { closes, lately, type StudentConversation, scene, voices } from "../../script.ts";

const { rao, lindqvist, fatima, lukasz, jiwoo, maya, seun, priya, minhanh } = voices;

/** Timetables, exams, and what goes wrong with both. */
export const STUDIES: readonly StudentConversation[] = [
  {
    student: "fatima",
    opened: { day: 17, at: "08:45" },
    openedBy: "fatima",
    unread: { rao: 1, lindqvist: 1 },
    scenes: [
      scene(17, "08:46", [
        fatima("The French exam and the physics exam are both on the 3rd at ten"),
        lindqvist("The timetable thinks highly of you. I'll see what can be moved."),
        fatima("There are four of us who take both"),
        lindqvist("French is at one o'clock now, for all four.", { after: 210 }),
        fatima("Merci beaucoup!"),
        closes("lindqvist", 6),
      ]),
      lately(39, [fatima("One question about the physics exam: is the formula sheet allowed this year?")]),
    ],
  },
  {
    student: "lukasz",
    opened: { day: 21, at: "13:30" },
    openedBy: "lukasz",
    unread: {},
    scenes: [
      scene(21, "13:31", [
        lukasz("Is room 17 free for the chess club on Thursdays?"),
        rao("It is, from 14:30. Please leave the tables as you find them: in pairs."),
        lukasz("We will castle them back"),
        closes("rao", 3),
      ]),
      scene(3, "12:20", [
        lukasz("We need eight boards for the match against Northgate, we have six"),
        rao("The primary school lends you two. They ask for a game in return.", { after: 64 }),
        lukasz("Deal!"),
        closes("rao", 9),
      ]),
    ],
  },
  {
    student: "jiwoo",
    opened: { day: 8, at: "16:15" },
    openedBy: "jiwoo",
    unread: {},
    scenes: [
      scene(8, "16:16", [
        jiwoo("May I change from drama to computer science?"),
        lindqvist("Until the end of the week, yes. What does your drama teacher say?"),
        jiwoo("That I am a very convincing computer"),
        lindqvist("You are enrolled. Welcome.", { after: 27 }),
        closes("lindqvist", 1),
      ]),
    ],
  },
  {
    student: "maya",
    opened: { day: 2, at: "14:05" },
    openedBy: "maya",
    unread: {},
    scenes: [
      scene(2, "14:06", [
        maya("I don't know whom to ask. A friend of mine is not well, she does not eat at lunch any more"),
        rao("You did right to write. Would you come and see me, alone or with her, whichever is easier?"),
        maya("Alone first. Tomorrow before school?"),
        rao("I'll be here at half past seven. There will be tea."),
        maya("Thank you. Please don't tell her it was me"),
        rao("Not a word."),
      ]),
    ],
  },
  {
    student: "seun",
    opened: { day: 6, at: "19:40" },
    openedBy: "seun",
    unread: { seun: 1 },
    scenes: [
      scene(6, "19:41", [
        seun("The upload for the history essay says “closed”, but it is due at midnight"),
        lindqvist("It believes that it lives in another time zone. Send it to me here, as it is.", {
          after: 12,
        }),
        seun("I've left it at the office now, on paper. Old school", { after: 720 }),
      ]),
      scene(1, "16:45", [
        lindqvist("Read it on the train. It is the best thing on enclosures that I have read."),
      ]),
    ],
  },
  {
    student: "priya",
    opened: { day: 20, at: "10:20" },
    openedBy: "priya",
    unread: {},
    scenes: [
      scene(20, "10:21", [
        priya("When do the study weeks begin for year 11?"),
        rao("On the 18th. The list of open rooms follows next week.", { after: 33 }),
        closes("rao", 60),
      ]),
    ],
  },
  {
    student: "minhanh",
    opened: { day: 1, at: "10:02" },
    openedBy: "minhanh",
    unread: { rao: 3, lindqvist: 1 },
    scenes: [
      lately(131, [
        minhanh("Good morning! I would like to take part in the maths olympiad"),
        minhanh("Is there still a place in the group on Wednesdays?"),
        minhanh("Mẹ says I should also ask how I get home afterwards, since there is no bus at six"),
      ]),
    ],
  },
];
