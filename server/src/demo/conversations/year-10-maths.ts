import { mathsHistory } from "../maths-history.ts";
import type { PersonKey } from "../people.ts";
import { type GroupConversation, lately, scene, voices } from "../script.ts";

const { lindqvist, yusuf, siobhan, ben, zoe, weiling, arjun, chidinma, seun, amelie, mateo, jiwoo } = voices;
const { minhanh, asha, soren } = voices;

const STUDENTS: readonly PersonKey[] = [
  "asha",
  "zoe",
  "weiling",
  "mateo",
  "seun",
  "siobhan",
  "arjun",
  "ben",
  "chidinma",
  "soren",
  "minhanh",
  "jiwoo",
  "amelie",
  "yusuf",
];

export const year10Maths: GroupConversation = {
  title: "Year 10 Maths",
  opened: { day: 70, at: "08:40" },
  openedBy: "lindqvist",
  members: ["lindqvist", ...STUDENTS],
  unread: { ben: 2, mateo: 4 },
  scenes: [
    scene(70, "09:00", [
      lindqvist(
        "Both Year 10 classes, one room. Ask here when you are stuck, and say what you have tried: that is usually half of the answer.",
      ),
      chidinma("What if what we've tried is crying"),
      lindqvist("Then say on which line."),
    ]),
    ...mathsHistory(STUDENTS, { firstDay: 69, lastDay: 9 }),
    scene(8, "14:05", [
      lindqvist(
        "We begin trigonometry on {day 7}. Bring a calculator that is set to degrees. If it tells you that sin 30 is −0.988, it is not broken: it thinks in radians.",
        { as: "radians" },
      ),
      yusuf("mine says 0.5, I feel chosen", { to: "radians" }),
      siobhan("mine says “low battery”"),
    ]),
    scene(7, "16:30", [
      ben("I don't get how you know which side is the opposite. Opposite of what?", { as: "opposite" }),
      zoe(
        "Of the angle you look from. Stand in that corner and look straight across the triangle: that's the opposite side",
        { to: "opposite" },
      ),
      ben("wait, so it's another one when I pick another corner?"),
      zoe("Yes! That's the whole trick"),
      ben("Why did nobody say STAND IN THE CORNER before", { as: "corner" }),
      lindqvist("Zoë, I am stealing this for next year.", { after: 25, to: "corner" }),
    ]),
    scene(5, "17:10", [
      weiling(
        "Sheet 3, question 6: the ladder is 5 m long, its foot 1.4 m from the wall. I get 4.8 m up the wall, and 73.7° with the ground",
        { as: "ladder" },
      ),
      arjun("Same 4.8. But my angle is 16.3°?", { to: "ladder", as: "16.3" }),
      weiling("I think that's the one at the top. 90 − 73.7 = 16.3", { to: "16.3" }),
      arjun("Ah. I was standing in the wrong corner"),
      chidinma("it's spreading 😂"),
      seun("How did you all draw the second one? Mine looks like a sad tent", { after: 6 }),
      amelie("Draw the right angle first, then everything else has to behave"),
    ]),
    scene(3, "12:30", [
      lindqvist(
        "The test is on {day -2}: Pythagoras, sine, cosine, tangent, and one question about something in this building. You may bring one page of notes in your own handwriting.",
        { as: "test" },
      ),
      mateo("Both sides of the page?", { to: "test", as: "sides" }),
      lindqvist("A page has two sides, Mateo. I admire how you read.", { to: "sides" }),
      jiwoo("Study group in the library after school? I have past papers", { as: "group" }),
      minhanh("in", { to: "group" }),
      asha("Me too, I'll bring the good pens"),
      soren("I'll bring pens that are merely fine"),
    ]),
    scene(1, "17:00", [
      soren(
        "One more for whoever wants one: a kite string is 60 m long and makes 50° with the ground. How high is the kite?",
        { as: "kite" },
      ),
      ben("60 × sin 50°, so about 46 m. 45.96 if we're being fancy", { to: "kite", as: "fancy" }),
      zoe("BEN", { to: "fancy" }),
      ben("I stood in the corner"),
      lindqvist("I am not crying, there is chalk in the air.", { after: 18 }),
    ]),
    lately(55, [
      siobhan("How tall is the flagpole, do we think? If that's the building question, I want to be ready", {
        as: "flagpole",
      }),
      jiwoo(
        "From 20 m away I see its top at 31°, and my eye is 1.5 m up. So 20 × tan 31° + 1.5, about 13.5 m",
        { to: "flagpole" },
      ),
      yusuf("you MEASURED it??"),
      jiwoo("during PE. it was that or dodgeball"),
      asha("Putting 13.5 on my page of notes, just in case"),
      lindqvist("I can neither confirm nor deny the flagpole.", { after: 5, to: "flagpole" }),
      seun("that's a confirmation"),
      asha("13.5, underlined twice"),
    ]),
  ],
};
