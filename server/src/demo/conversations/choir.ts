import { type GroupConversation, lately, scene, voices } from "../script.ts";

const { thandiwe, lindqvist, siobhan, joao, kwame, ana, asha, zoe, ruth, leilani, emily, haruka } = voices;
const { isabella, zainab } = voices;

const EVENING = `Plan for the evening, so that nobody has to ask me forty times. You may ask me twice.

17:15  Music room, warm-up. Eat something before, and not crisps: I can hear crisps.
18:00  Doors open. We are invisible.
18:30  "Shosholoza" from the back of the hall. Kwame begins alone. Walk when the basses come in, not when you feel like it.
18:45  "Here Comes the Sun". Altos, bar 17. You know.
19:00  Solos, in the order on the music room door.
19:20  Siobhán's song, all of us, no piano. Look at Thandiwe, who looks at nobody.
19:30  Bow, once, together. We have practised stranger things.

Wear black and one thing that is yellow. Bring water. If you feel that you cannot sing on the day, come all the same and stand with us: a choir is also the people who hold the room.`;

export const choir: GroupConversation = {
  title: "Choir",
  opened: { day: 8, at: "08:05" },
  openedBy: "rao",
  members: [
    "thandiwe",
    "lindqvist",
    "siobhan",
    "joao",
    "kwame",
    "ana",
    "asha",
    "zoe",
    "ruth",
    "leilani",
    "emily",
    "haruka",
    "isabella",
    "zainab",
    "eyrun",
  ],
  unread: { asha: 3, joao: 3 },
  scenes: [
    scene(8, "13:00", [
      thandiwe(
        "Choir! We have six weeks, a hall, and Mr Lindqvist's piano, which is nearly in tune. What do we sing?",
        { as: "piano" },
      ),
      lindqvist("It is exactly in tune. The room is not.", { to: "piano" }),
      siobhan("Something in Irish? I'll bring the words, there are only eight of them and one is “óró”"),
      joao("Something where the basses do more than dum dum dum", { as: "dum" }),
      kwame("Speak for yourself, I love a good dum", { to: "dum" }),
      thandiwe(
        "My proposal: “Shosholoza” to walk in, “Here Comes the Sun” in the middle, Siobhán's song at the end.",
        { as: "proposal" },
      ),
      ana("Yes to all three"),
      asha("Yes! And could Kwame start Shosholoza alone? His voice fills that whole hall", {
        to: "proposal",
      }),
      kwame("only if nobody looks at me"),
      lindqvist("They will all be walking behind you. It is perfect."),
    ]),
    scene(6, "16:50", [
      zoe("Altos, how does bar 17 go? In my part it says “like a sad kettle” and nothing else", {
        as: "kettle",
      }),
      ruth("Down a step, hold it, then up with the sopranos. The kettle gets happier", { to: "kettle" }),
      zoe("That helps more than it should"),
      leilani(
        "I recorded our line, first slowly, then at tempo: https://hillcrest.example.org/choir/altos-bar-17",
      ),
      thandiwe("Leilani, you are the best Year 9 in the history of Year 9s."),
      emily("excuse me"),
      thandiwe("Joint best."),
    ]),
    scene(4, "15:40", [
      haruka("I will miss the concert, so please, somebody take my low note in the second verse", {
        as: "low note",
      }),
      isabella("I'll take it, but I can't promise that it will be the same one", { to: "low note" }),
      lindqvist("We move the whole song up a tone, Isabella, and nobody will ever know."),
      kwame("We'll know. Every time"),
      ana("WHO has my folder?? This is the third time", { after: 9, deleted: true }),
      ana("Never mind. I was sitting on it"),
    ]),
    scene(2, "12:20", [
      lindqvist(EVENING, { as: "evening" }),
      joao("What counts as yellow?", { to: "evening" }),
      lindqvist("Anything a bee would investigate."),
      siobhan("Asking for the second time: where do the coats go?"),
      lindqvist("Second row, on the left. You have no questions left."),
      emily("The posters are up in the foyer! I drew the sun with sunglasses on", { after: 34 }),
      ruth("Against whom is the sun protecting itself"),
      emily("paparazzi"),
    ]),
    lately(22, [
      thandiwe("Tickets: 134 of 180 gone after one day!", {
        edited: "Tickets: 143 of 180 gone after one day!",
      }),
      zainab("my grandmother bought nine of those"),
      asha("Nine! Is she bringing a football team?", { as: "team" }),
      zainab("she IS the football team", { to: "team" }),
      thandiwe(
        "Extra rehearsal at lunch on {day -1}, in the hall, twenty minutes, only the ending. We keep arriving at the last chord at different times, like trains.",
        { after: 4, as: "trains" },
      ),
      siobhan("And like trains, we all get there in the end 💛", { to: "trains" }),
      thandiwe("Asha, will you count us in? You're the only one of us who never rushes."),
    ]),
  ],
};
