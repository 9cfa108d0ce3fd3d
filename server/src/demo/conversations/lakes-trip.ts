import { archives, type GroupConversation, scene, voices } from "../script.ts";

const { rao, lindqvist, ben, chidinma, kwame, isabella, jonas, amelie } = voices;

/** Over, and in the archive. */
export const lakesTrip: GroupConversation = {
  title: "Lakes Trip",
  opened: { day: 50, at: "09:15" },
  openedBy: "rao",
  members: [
    "rao",
    "lindqvist",
    "ben",
    "chidinma",
    "kwame",
    "lukasz",
    "isabella",
    "jonas",
    "amelie",
    "oksana",
  ],
  unread: {},
  scenes: [
    scene(50, "12:30", [
      rao(
        "Packing list for the lakes: waterproofs, two pairs of shoes, a torch, medicine if you take any. No speakers. The lake has its own sound.",
      ),
      jonas("What about a guitar?", { as: "guitar" }),
      rao("A guitar is welcome. “Wonderwall” is not.", { to: "guitar" }),
    ]),
    scene(44, "18:20", [
      chidinma("Tent 3 reporting: we are dry, we are warm, Amélie has fallen asleep standing up"),
      amelie("I was resting my eyes"),
      kwame("Mr Lindqvist swam. Before breakfast. In that cold"),
      lindqvist("It was refreshing. I could feel one of my feet."),
    ]),
    scene(41, "13:00", [
      isabella(
        "My photos are all here: https://hillcrest.example.org/lakes. The one with the sheep is the best",
      ),
      ben("That sheep ate my map", { edited: "That sheep ate my map, and we STILL got back first" }),
      rao("Thank you all for three very good days. I shall close this room, and keep the sheep.", {
        after: 22,
      }),
      archives("rao", 180),
    ]),
  ],
};
