import { type GroupConversation, lately, scene, voices } from "../script.ts";

const { rao, liam, asha, oksana, chidinma, tane, mohammed, minhanh, ben, jonas, maya } = voices;

export const scienceFair: GroupConversation = {
  title: "Science Fair",
  opened: { day: 8, at: "08:07" },
  openedBy: "rao",
  members: [
    "rao",
    "liam",
    "asha",
    "oksana",
    "chidinma",
    "tane",
    "mohammed",
    "minhanh",
    "ben",
    "jonas",
    "maya",
    "amelie",
    "priya",
  ],
  unread: { asha: 1, rao: 2, oksana: 2 },
  scenes: [
    scene(8, "13:20", [
      rao(
        "Science Fair, everyone. One question per project, and it must be one to which you do not know the answer. Write yours here, so that we don't end up with five volcanoes.",
      ),
      liam("So no volcano", { as: "volcano" }),
      rao("One volcano, Liam, if it has a hypothesis.", { to: "volcano" }),
      liam("Hypothesis: it will be loud"),
      asha("Ben, Minh Anh and I: do bean seedlings bend faster towards blue light or towards red?"),
      oksana(
        "Jonas and I are building a seismometer from a slinky, a magnet and too much hope. Can it feel the number 12 bus?",
      ),
      chidinma("Tane and I: how much does a spaghetti bridge hold, per gram of spaghetti?"),
      tane("also which sauce is structural"),
      mohammed(
        "Solar still. How much clean water do you get out of a washing-up bowl in one day, and does black paint help?",
      ),
      rao("These are wonderful questions. Mohammed, borrow the light meter from E2."),
    ]),
    scene(6, "16:20", [
      minhanh(
        "Our boxes are built! Three shoeboxes with a slit each: blue film, red film, and clear film as the control. Four beans per box.",
      ),
      ben("I have named them all. It matters for morale", { as: "names" }),
      asha("Please tell me you didn't name the control group", { to: "names" }),
      ben("Clear, Clearer, Clearest and Steve"),
    ]),
    scene(4, "08:30", [
      asha("Emergency: the red box fell off the sill overnight. Two beans are out of their pots 😢", {
        as: "emergency",
      }),
      ben("Is Steve ok?"),
      asha("Steve is in the control. Steve is fine"),
      rao(
        "Write it down just as it happened, with the time. An honest accident is worth more in a lab book than a perfect table.",
        { to: "emergency" },
      ),
      minhanh("Written. We replant the two, mark them, and leave them out of the average"),
      chidinma(
        "Meanwhile our bridge held 4.2 kg, and the spaghetti weighed 310 g. We screamed so much that the librarian came to look, and then she screamed too",
        { after: 245 },
      ),
      tane("13.5 grams per gram!! No sauce"),
    ]),
    scene(2, "15:30", [
      ben("Angles after five days, mean of each box: blue 41°, red 6°, clear 38°", { as: "angles" }),
      asha("Red is hardly anything? I was sure it would be about half", { to: "angles" }),
      minhanh(
        "There's a protein in plants, phototropin, that notices blue and doesn't see red at all: https://en.wikipedia.org/wiki/Phototropin",
      ),
      rao("And that, Asha, is what a result feels like. What would you ask next?", { as: "next" }),
      asha("Whether green does anything. And whether Ben's singing is an uncontrolled variable", {
        to: "next",
      }),
      ben("Steve leans towards ME"),
      jonas("Seismometer update: it feels the bus. It also feels Liam", { after: 21 }),
      liam("rude but fair"),
    ]),
    scene(1, "11:10", [
      mohammed(
        "First full day of sun: 340 ml from the clear bowl, 465 ml from the black one. I drank some. I'm still here",
      ),
      oksana("That's the most convincing conclusion I've ever read"),
      rao("Put the millilitres on the poster, Mohammed, and leave out the drinking.", { after: 7 }),
    ]),
    lately(47, [
      rao(
        "The judges' timetable: https://hillcrest.example.org/science-fair. Every team has six minutes, and then four for questions. Begin with your question, not with your title.",
        { as: "timetable" },
      ),
      maya("Are we allowed to bring live snails?", { to: "timetable", as: "snails" }),
      rao("How many snails?", { to: "snails" }),
      maya("it was six when I asked"),
      rao("Bring the lid, Maya."),
      minhanh("Poster is nearly done! Asha, could you check the axis? It says “bendyness”", {
        after: 8,
        edited: "Poster is nearly done! Asha, could you check the axis? It says “bendiness”",
        as: "axis",
      }),
      asha("Looking now. I think the judges would prefer degrees", { to: "axis" }),
      ben("Bendiness stays. Steve has spoken 🌱"),
    ]),
  ],
};
