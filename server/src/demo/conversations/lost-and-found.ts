import { type GroupConversation, lately, leaves, scene, voices } from "../script.ts";

const { emily, liam, ana, tane, rao, mohammed, oksana, jakub, isabella, wulandari, ben, leilani } = voices;
const { zainab, dmitri, asha } = voices;

export const lostAndFound: GroupConversation = {
  title: "Lost and Found",
  opened: { day: 12, at: "10:30" },
  openedBy: "rao",
  members: [
    "rao",
    "emily",
    "liam",
    "ana",
    "tane",
    "mohammed",
    "oksana",
    "jakub",
    "isabella",
    "wulandari",
    "ben",
    "leilani",
    "zainab",
    "dmitri",
    "asha",
    "maya",
    "soren",
    "mateo",
  ],
  unread: { asha: 4, ben: 4, soren: 6 },
  scenes: [
    scene(8, "09:40", [
      emily("Found: one green glove, left hand, woolly, by the bike shed. It's in the box at the front desk"),
      liam("not mine, but I respect it"),
      ana("LOST: my water bottle, blue, with a sticker of a capybara. Sentimental value: enormous", {
        after: 64,
        as: "bottle",
      }),
      tane("there's one like that in the gym, but the sticker is a potato?", { to: "bottle", as: "potato" }),
      ana("THAT'S THE CAPYBARA", { to: "potato" }),
      tane("it's at the desk now, next to the glove. sorry for the insult"),
    ]),
    scene(7, "12:15", [
      rao(
        "The box holds, as of now: four umbrellas, one trainer (right), a retainer in a lunch box, and a trombone. How does one lose a trombone?",
        { as: "trombone" },
      ),
      mohammed("You put it down for ONE second", { to: "trombone", as: "second" }),
      rao("It is in my office, Mohammed. It has been very quiet.", { to: "second" }),
      leaves("mateo", 8),
    ]),
    scene(5, "14:00", [
      oksana(
        "Lost: a USB stick labelled DO NOT OPEN. It's only my history essay, the label was for my brother",
        { as: "stick" },
      ),
      jakub("Found it in the computer room, under keyboard 9. I did not open it", { to: "stick" }),
      oksana("You are a hero of restraint"),
      isabella("The green glove is still here. It looks lonely. Somebody gave it a paper flower", {
        after: 16,
      }),
      emily("that was me"),
    ]),
    scene(3, "10:20", [
      wulandari(
        "Has anyone seen a small silver earring, the shape of a frangipani flower? It was my grandmother's. I lost it somewhere between the hall and the library",
        { as: "earring" },
      ),
      ben("I've got a free period, looking with you", { to: "earring" }),
      leilani("checked the hall, nothing yet"),
      zainab("FOUND IT! Library, under the shelf with the atlases", { after: 13, to: "earring" }),
      wulandari("I'm shaking. Thank you, thank you. What kind of cake do you like?", { as: "cake" }),
      zainab("The kind where you tell me about your grandmother", { to: "cake" }),
    ]),
    scene(1, "12:40", [
      dmitri("Found: a maths book without a name. On page 3 somebody has drawn Mr Lindqvist as a triangle", {
        as: "triangle",
      }),
      asha("Asking for a friend: a right-angled triangle?", { to: "triangle", as: "right angle" }),
      dmitri("With a tie", { to: "right angle" }),
      ben("it's mine"),
    ]),
    lately(3, [
      leilani("You won't believe this. Right glove. Green. Woolly. On the fence at the bus stop!", {
        as: "right glove",
      }),
      emily("IS IT THE SAME GREEN", { to: "right glove" }),
      leilani("Same green, same wool, it even has the little leaf on the button"),
      emily("Bring it to the desk. I want to be there"),
      rao(
        "For the record: the gloves were reunited at the front desk before eleven witnesses. Their owner is still unknown. 🧤",
        { after: 19, as: "record" },
      ),
      liam("ok so. it's possible that they're mine", { after: 2, to: "record", as: "liam" }),
      emily("LIAM", { to: "liam" }),
    ]),
  ],
};
