import { type GroupConversation, lately, renames, scene, voices } from "../script.ts";

const { priya, fatima, joao, haruka, asha, ruth, rao, kwame, maximiliana, jonas, aaliyah, emily } = voices;

const PEAS = `First draft of the food piece. Please be honest:

Every day at a quarter to two, Mrs Adeyemi weighs what comes back. On the first day that we asked, it was 42 kilograms, from 212 lunches. That is almost exactly 200 grams from every plate, or one apple each, if anybody threw away a whole apple and did not feel bad about it.

We had expected to find that people leave what they do not like. It is not quite so. People leave what they did not choose. Of every ten portions of peas, seven come back. Of every twelve potatoes, one.

So for one week, the kitchen asked everybody a question: small or large? Nothing else was changed. On Friday the scales said 29 kilograms.

“It takes me two seconds to ask,” says Mrs Adeyemi, “and it saves me two bins.”`;

export const schoolNewspaper: GroupConversation = {
  title: "Newspaper",
  opened: { day: 8, at: "08:08" },
  openedBy: "rao",
  members: [
    "priya",
    "fatima",
    "joao",
    "haruka",
    "asha",
    "ruth",
    "rao",
    "kwame",
    "maximiliana",
    "jonas",
    "aaliyah",
    "emily",
    "eyrun",
  ],
  unread: { asha: 2, ruth: 5 },
  scenes: [
    scene(8, "15:10", [
      priya("Planning for issue 12! Texts are due on {day 2}, we go to print on {day 1}. What have we got?", {
        as: "issue 12",
      }),
      fatima("An interview with Mr Doyle. He's been the caretaker for 31 years, and this one is his last", {
        to: "issue 12",
        as: "doyle",
      }),
      priya("That's the front page.", { to: "doyle" }),
      joao("I had “Which vending machine snack are you?” down for the front page"),
      priya("Page seven, João."),
      joao("page seven has always been the people's page"),
      haruka("I'll make the crossword. 13 by 13 this time"),
      asha("I could write about how much food the canteen throws away. Ruth has numbers"),
      ruth("Ruth has SO many numbers"),
      renames("rao", "School Newspaper"),
      rao("I have renamed this room, because somebody asked me whether it was for recycling."),
    ]),
    scene(6, "13:15", [
      fatima(
        "Interview with Mr Doyle done!! He has kept the old key to every lock they ever changed. There is a DRAWER. He let me hold the one for the observatory",
        { as: "drawer" },
      ),
      kwame("we have an observatory?", { to: "drawer", as: "observatory" }),
      fatima("had. it's the bike shed now", { to: "observatory" }),
      maximiliana("Headline: “The Man With All the Keys”", { as: "headline" }),
      priya("Oh, that's good. You're doing the headlines for the whole issue", { to: "headline" }),
      maximiliana("I accept, provided that my byline fits on one line"),
      jonas("It won't"),
    ]),
    scene(4, "14:40", [
      haruka(
        "The crossword is finished. 7 across: “You can leave it, and it stays yours”, six letters. It is “school”, but please don't tell anyone.",
        { as: "crossword" },
      ),
      priya("I'm printing it exactly like that, and I am not crying in the library", { to: "crossword" }),
    ]),
    scene(3, "12:10", [
      asha(PEAS, { as: "peas" }),
      priya(
        "This is lovely, Asha. Two things: start with the peas, and let Mrs Adeyemi say a bit more. She's the one who sees it every day",
        { after: 9, to: "peas" },
      ),
      asha("starting with the peas!"),
      ruth("The numbers are right. I checked 42 ÷ 212 twice, because it came out so nicely"),
      aaliyah("May I draw a pea for it? A wistful one", { as: "wistful" }),
      asha("YES", { to: "wistful" }),
    ]),
    scene(1, "13:05", [
      emily(
        "Typo patrol: page four says “the head of sports has been running for nine years”. Do we mean the department?",
        { as: "running" },
      ),
      priya("We do, but I'm tempted to leave it", { to: "running" }),
      kwame("he does look tired"),
      rao(
        "Approved for print, all eight pages. It is the best issue so far. Do not tell the editors of issues 1 to 11: two of them now teach here.",
        { after: 48 },
      ),
    ]),
    lately(15, [
      jonas("I'm at the print shop. It smells amazing, and they let me press the green button"),
      priya("300 copies come on {day -1} at eight. Who can carry?", { as: "carry" }),
      kwame("João and me, we have four arms between us", { to: "carry" }),
      joao("can confirm, four"),
      asha("I have two, but they're very willing", { to: "carry" }),
      priya(
        "Asha: Mr Doyle has read the proof, and he asks whether he could have the pea, framed, for the boiler room 🫛",
        { after: 6, as: "framed" },
      ),
      aaliyah("I'm framing it NOW", { to: "framed" }),
    ]),
  ],
};
