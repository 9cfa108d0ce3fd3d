import { closes, lately, type StudentConversation, scene, voices } from "../../script.ts";

const { rao, lindqvist, asha, zainab, kwame, emily, yusuf, isabella, soren } = voices;

/** Illness, appointments, and coming late. */
export const ABSENCES: readonly StudentConversation[] = [
  {
    student: "asha",
    opened: { day: 16, at: "08:02" },
    openedBy: "asha",
    unread: { asha: 2, lindqvist: 2 },
    scenes: [
      scene(16, "08:03", [
        asha("Good morning. I have a fever and will stay at home today. My mother will write as well"),
        rao("Thank you for telling us, Asha. Get well soon. I have told your teachers."),
        asha("Could somebody tell me the homework in maths?"),
        rao("Exercises 4 to 9 on page 61. Ben has offered to bring you the sheet.", { after: 22 }),
      ]),
      scene(14, "08:40", [
        rao("Good to see you back. Please hand in the doctor's note at the office when you pass by."),
        asha("I'll bring it in the break"),
        closes("rao", 190),
      ]),
      lately(7, [
        asha(
          "Hello Ms Rao, I have an appointment at the dentist on {day -1} at 14:15. May I leave after the fifth lesson?",
        ),
        rao("Of course. You will miss chemistry, so please ask Mr Lindqvist for the worksheet beforehand.", {
          after: 6,
        }),
        rao("And ring at the office when you leave, so that we know where you are."),
      ]),
    ],
  },
  {
    student: "zainab",
    opened: { day: 4, at: "07:36" },
    openedBy: "zainab",
    unread: {},
    scenes: [
      scene(4, "07:37", [
        zainab("The 14 bus has not come, there is nothing on the board either. We are six people here"),
        lindqvist("The driver has called us: a burst pipe on Mill Lane. Walk to the 9 if it is safe to."),
        zainab("We are walking"),
        lindqvist("You are all excused for the first lesson. Thank you for writing."),
        closes("lindqvist", 95),
      ]),
    ],
  },
  {
    student: "kwame",
    opened: { day: 2, at: "12:30" },
    openedBy: "rao",
    unread: { kwame: 1 },
    scenes: [
      scene(2, "12:31", [
        rao("Kwame, you were not in the register for history this morning. Is everything all right?"),
        kwame("I was at the athletics trials, Mr Lindqvist has signed the list"),
        rao("Found it, thank you. How did it go?", { after: 14 }),
        kwame("11.62 🙂"),
      ]),
      scene(1, "09:15", [
        rao("That is a school record. The headmaster would like to congratulate you at the assembly."),
      ]),
    ],
  },
  {
    student: "emily",
    opened: { day: 19, at: "09:20" },
    openedBy: "emily",
    unread: {},
    scenes: [
      scene(19, "09:21", [
        emily("I have twisted my ankle and can't do sports for two weeks, the doctor says"),
        rao("I am sorry to hear that. Can you manage the stairs to the art room?"),
        emily("Slowly"),
        rao("I have moved your class to the ground floor until you can run again.", { after: 41 }),
        emily("Thank you so much!"),
        closes("rao", 12),
      ]),
    ],
  },
  {
    student: "yusuf",
    opened: { day: 11, at: "10:05" },
    openedBy: "yusuf",
    unread: { rao: 1, lindqvist: 1 },
    scenes: [
      scene(11, "10:06", [
        yusuf("Next month is Eid. May I stay at home that day?"),
        rao("Yes. Please write us the date as soon as it is certain.", { after: 18 }),
      ]),
      lately(64, [yusuf("It is certain now, it will be on the Friday. My sister in 9B too")]),
    ],
  },
  {
    student: "isabella",
    opened: { day: 6, at: "15:50" },
    openedBy: "isabella",
    unread: {},
    scenes: [
      scene(6, "15:51", [
        isabella("My grandmother has died. We are flying to Naples tonight, I don't know for how long"),
        rao(
          "Dear Isabella, I am so sorry. Go, and do not think about school. I will speak with your teachers myself.",
        ),
        isabella("Thank you"),
      ]),
      scene(1, "08:10", [
        rao("We are thinking of you. Whenever you want to write to somebody here, write to me."),
        isabella("We'll be back on {day -2}. The whole street came ❤️", { after: 340 }),
        rao("I am glad to hear it. I will be at the gate."),
      ]),
    ],
  },
  {
    student: "soren",
    opened: { day: 23, at: "08:14" },
    openedBy: "lindqvist",
    unread: {},
    scenes: [
      scene(23, "08:15", [
        lindqvist("Søren, the third time late this week. What happens between your door and ours?"),
        soren("The ferry has a new timetable, the next one before is at 6:10"),
        lindqvist("That is a good reason and a bad ferry. Let us start your first lesson at 8:25.", {
          after: 120,
        }),
        soren("Really? Thanks!!"),
        closes("lindqvist", 2),
      ]),
    ],
  },
];
