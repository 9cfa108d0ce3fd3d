import { type GroupConversation, joins, lately, scene, voices } from "../script.ts";

const { lukasz, ben, fatima, anantha, dmitri, weiling, jakub, lindqvist, yusuf, arjun, aaliyah, jiwoo } =
  voices;

export const chessClub: GroupConversation = {
  title: "Chess Club",
  opened: { day: 8, at: "08:06" },
  openedBy: "rao",
  members: [
    "lukasz",
    "ben",
    "fatima",
    "anantha",
    "dmitri",
    "weiling",
    "jakub",
    "lindqvist",
    "yusuf",
    "arjun",
    "aaliyah",
  ],
  unread: { ben: 1, jakub: 4 },
  scenes: [
    scene(8, "12:45", [
      lukasz(
        "Chess Club is now a room as well. Rules: no engines, no gloating, and whoever loses packs up the boards.",
      ),
      ben("So that's what I've been training for", { as: "training" }),
      fatima("You're getting really fast at it", { to: "training" }),
      anantha(
        "The match against Northgate has six boards. I suggest that we hold a small tournament to see who plays.",
        { as: "tournament" },
      ),
      dmitri("Swiss or knockout?", { to: "tournament" }),
      anantha(
        "Swiss, five rounds, fifteen minutes each. Everybody plays all five, so nobody goes home after losing once.",
      ),
      ben("I feel personally looked after"),
    ]),
    scene(7, "16:05", [
      weiling("Set 4 has no white queen again"),
      jakub("The salt shaker knows how to move, we used it last week", { as: "salt" }),
      weiling("it also knows how to spill, always on my half", { to: "salt" }),
      lindqvist(
        "A queen has been in my coat pocket since the staff outing. I apologise to the entire monarchy.",
        { after: 12 },
      ),
    ]),
    scene(6, "12:50", [
      fatima(
        "Puzzle! White: Kg1, Qd2, Rd1. Black: Kg8, Ra8, pawns f7, g7, h7. White to move, mate in two. No phones.",
        { as: "puzzle" },
      ),
      yusuf("Qd8+ and the rook has to take?", { to: "puzzle" }),
      fatima("and then?"),
      yusuf("OH. Rxd8 and it's over. Their own pawns are the prison"),
      arjun("“Their own pawns are the prison” goes on the club T-shirt"),
      aaliyah("I'd wear it"),
    ]),
    scene(4, "15:50", [
      joins("jiwoo"),
      lukasz("Welcome, Ji-woo! Be nice, everybody, she says she only knows how the pieces move", {
        as: "welcome",
      }),
      jiwoo("I do know that, yes", { to: "welcome" }),
    ]),
    scene(3, "15:45", [
      ben("Report from round 3: Ji-woo beat me in 14 moves. Then she gave me a biscuit, out of pity"),
      lukasz("Beat me in 31. No biscuit.", { as: "no biscuit" }),
      jiwoo("You played a lovely Sicilian! I only had more time on the clock", { to: "no biscuit" }),
      fatima(
        "For the rest of us: https://en.wikipedia.org/wiki/Sicilian_Defence, before somebody says “the pizza opening” again",
        { as: "sicilian" },
      ),
      ben("It's a good name", { to: "sicilian" }),
    ]),
    scene(1, "16:10", [
      anantha(
        "Final standings: Ji-woo 5, Fatima 4, Łukasz 3½, Wei Ling 3, Arjun 3, Dmitri 2½, Ben 2½. The first five have their boards. Dmitri and Ben play off for the sixth.",
        { as: "standings" },
      ),
      dmitri("Ben, at lunch? Loser packs up", { as: "challenge" }),
      ben("My home turf", { to: "challenge" }),
      aaliyah("I'll bring popcorn", { to: "standings" }),
    ]),
    lately(31, [
      dmitri("Report from the play-off: 54 moves, a rook endgame, both of us down to seconds"),
      yusuf("and??"),
      dmitri(
        "He found the one drawing move, then another one, and then I ran out of time. Well played, really",
      ),
      ben("I AM ON BOARD SIX", { as: "six" }),
      fatima("You still pack up on {day -1}, it's tradition", { to: "six" }),
      ben("with pride 🏆"),
      anantha(
        "Northgate arrive at 15:45. Please have the boards out by half past three, count the queens, and hide the salt.",
        { after: 5 },
      ),
    ]),
  ],
};
