import { EVERYBODY, NOT_HERE_YET } from "../people.ts";
import { type GroupConversation, lately, scene, voices } from "../script.ts";

const { rao, lindqvist, thandiwe, emily, joao, wulandari, kwame, isabella, tane, leilani, jonas } = voices;
const { ruth, mohammed, ana, priya, liam, oksana, aaliyah, dmitri, haruka, siobhan, mateo, yusuf } = voices;
const { eyrun, fatima, zainab, seun } = voices;

export const everyone: GroupConversation = {
  title: "Everyone",
  isDefault: true,
  opened: { day: 72, at: "07:50" },
  openedBy: "rao",
  members: EVERYBODY.filter((who) => !NOT_HERE_YET.includes(who)),
  unread: { asha: 2, ben: 3, thandiwe: 2 },
  scenes: [
    scene(72, "08:35", [
      rao(
        "Welcome to Encrptalk, everyone. This room is for the whole school: news, questions, small triumphs. Be kind, be brief, and when in doubt, ask.",
      ),
      lindqvist("I have been asked to say that I know how to use this. I do. Mostly."),
      thandiwe("Sir, in our hearts you are typing in capital letters"),
      emily("Is this where we find out what's for lunch?", { as: "lunch" }),
      rao("It is now, apparently.", { to: "lunch" }),
    ]),
    scene(8, "08:10", [
      rao(
        "The club rooms are open: Choir, Chess Club, Science Fair, School Newspaper. Join as many as you have afternoons for.",
      ),
      joao("What if I have negative afternoons"),
      rao("Then choose one, João, and make it a good one."),
      wulandari("is there a film club?", { as: "film" }),
      rao("Not yet. Find five people and a teacher who stays late, and there will be.", { to: "film" }),
      wulandari("finding people, starting now 🎬"),
      kwame("count me in"),
      isabella("Me too, if we don't only watch superheroes"),
    ]),
    scene(7, "10:50", [
      rao(
        "That was the fire drill: four minutes and ten seconds, eleven seconds better than last term. Thank you for leaving calmly, and thank you, 9A, for not bringing the guinea pig this time.",
        { as: "drill" },
      ),
      tane("He wanted to come"),
      leilani("he gets anxious on his own, miss", { to: "drill" }),
      lindqvist("For the record, the guinea pig has better attendance than some of 11B."),
      jonas("I feel seen"),
    ]),
    scene(6, "12:35", [
      ruth(
        "Student council here. The kitchen asks what should replace the pasta bake: lentil curry, chicken shawarma wraps, or baked potatoes with far too many toppings? One word each please, I have to count these by hand.",
      ),
      mohammed("Shawarma"),
      ana("Potatoes"),
      priya("curry!!"),
      liam("Potatoes. With all the toppings. All of them", { as: "toppings" }),
      ruth("Liam, that is eight words", { to: "toppings" }),
      oksana("potatoes"),
      aaliyah("wraps"),
      dmitri("Curry. And I would like it noted that I was torn"),
      ruth(
        "Counted: potatoes 19, wraps 17, curry 14. It was so close that the wraps will come back as a special.",
        { after: 150 },
      ),
    ]),
    scene(4, "12:40", [
      haruka(
        "I wanted to say it here, so that nobody hears it in a corridor: my family is moving back to Osaka, and {day 3} is my last day. Thank you for two and a half years of laughing at my puns.",
      ),
      kwame("No. I refuse."),
      isabella("You taught me to fold cranes in the worst maths lesson of my life. I still have all of them"),
      thandiwe("The altos will sing at the gate whether you like it or not", { as: "gate" }),
      haruka("I would like it very much", { to: "gate" }),
      rao(
        "Haruka, you arrived with four words of English and leave having edited two issues of our newspaper. We are proud of you. Come and see me before the last bell: there is a card, and there is cake.",
        { after: 6 },
      ),
      oksana("last bell, cake. noted by everyone"),
    ]),
    scene(3, "15:35", [
      haruka(
        "Thank you for the cake, the song, and a card that must weigh a kilo. If you are ever in Osaka, you have somewhere to stay. Mata ne! 🌸",
      ),
    ]),
    scene(2, "07:45", [
      rao(
        "The heating in the east wing has stopped. Lessons in E1 to E6 move to the library and the dining hall; the plan is on the doors. Bring a jumper, and one for whoever always forgets.",
      ),
      siobhan("that's Mateo"),
      mateo("it's me"),
      yusuf("History in the dining hall smells of baked potatoes. Best lesson of the year", { after: 130 }),
      rao(
        "The east wing is warm again. Mr Doyle, our caretaker, crawled through a duct for it. If you meet him today, say thank you.",
        { after: 180 },
      ),
    ]),
    scene(1, "09:05", [
      lindqvist(
        "Sign-up sheets for sports day hang outside the gym: relay, long jump, shot put and, by popular demand, the egg and spoon race for staff.",
      ),
      eyrun("Whom do we bribe so that Ms Rao runs?", { as: "bribe" }),
      rao("Nobody. I have been training.", { to: "bribe" }),
    ]),
    lately(6, [
      rao("The library stays open until 18:00 all week for exam revision. There is tea."),
      fatima("and biscuits?"),
      rao("There were biscuits when I wrote that."),
      zainab("I regret nothing"),
      seun(
        "Does anybody have a charger for the old lab laptops? Round plug, the one that looks like a tiny trumpet",
        { after: 17 },
      ),
      jonas("E4, bottom drawer, under the periodic tablecloth"),
      seun("found it, you're a legend"),
      rao(
        "Parents' evening: booking is open at https://hillcrest.example.org/parents-evening. Please show it to whoever signs your forms. Slots are ten minutes, and Mr Lindqvist's are going quickly.",
        { after: 11 },
      ),
      lindqvist("It is the biscuits. Mine are still there."),
    ]),
  ],
};
