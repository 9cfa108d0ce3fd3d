import { type Message, voices } from "./script.ts";

const { lindqvist, asha, zoe, weiling, mateo, seun, siobhan, arjun, ben, chidinma, soren } = voices;
const { minhanh, jiwoo, amelie, yusuf } = voices;

/** What is said between two exercises, some evening or other. */
export const ASIDES: readonly (readonly Message[])[] = [
  [
    mateo("Has anybody seen my compass? The maths one, I know where north is"),
    seun("it's in your other pencil case", { after: 2 }),
    mateo("I have another pencil case?"),
  ],
  [
    yusuf("my little sister did question 1 before me. she is seven"),
    zoe("Ask her about question 6"),
    yusuf("she charges a biscuit per question"),
  ],
  [
    chidinma("why is it always somebody called Tom who buys 40 melons"),
    lindqvist("Tom has been buying melons since I was at school. We do not know why.", { after: 9 }),
  ],
  [siobhan("I sharpened my pencil so well that it's a needle now. Is this procrastination"), arjun("Yes")],
  [
    ben("My calculator has died. A minute's silence please"),
    asha("You can borrow my spare, it's pink and has opinions"),
    ben("I love it already"),
  ],
  [
    jiwoo("there's a spider on my graph and it's exactly on the line"),
    soren("Then it satisfies the equation"),
  ],
  [
    amelie("Is it normal to dream about exercises?"),
    weiling("Did you get them right?"),
    amelie("No, and there were horses"),
  ],
  [
    lindqvist(
      "I have marked your books. Several of you have made me very happy, and one of you has drawn me a duck.",
    ),
    minhanh("was it a good duck"),
    lindqvist("It was an excellent duck."),
  ],
  [
    soren("In Danish, we say 92 as two and a half-five. So don't complain to me about fractions"),
    siobhan("WHAT"),
    soren("halvfems. You're welcome"),
  ],
  [
    seun("who took a photo of the board? I was behind Mateo's hair"),
    zoe("Me, I'll show you before registration"),
  ],
  [
    arjun(
      "My grandfather checked my homework, and he does everything in his head. I feel like a slow computer",
    ),
    minhanh("does he tutor"),
  ],
  [
    asha("I explained today's lesson to my cat. She left at the second example, like everybody"),
    chidinma("mine stays but only for the paper"),
  ],
  [
    weiling("Whoever wrote “I was here” on my desk in E5: it's in perfect symmetry, well done"),
    yusuf("thank you"),
    weiling("Yusuf"),
  ],
  [
    zoe(
      "My father says that Pythagoras would have eaten this chapter for breakfast. Pythagoras didn't eat beans, I said",
    ),
    jiwoo("instant respect"),
  ],
  [
    mateo("Could we have the lesson outside when the weather is like this?"),
    lindqvist("We tried that in June. The geese have not forgotten, and neither have I.", { after: 12 }),
  ],
  [ben("I did all of it. I repeat, ALL of it. Somebody tell my mother"), amelie("Screenshot sent 😄")],
  [
    minhanh("does anyone have squared paper? the shop is closed and mine is full of noodle soup"),
    asha("I'm two streets away, I'll leave some under your mat", { after: 3 }),
    minhanh("you're the best person on this street and the next"),
  ],
  [
    siobhan("Twenty minutes on one sum, and I'd copied it down wrong"),
    seun("a classic"),
    siobhan("A rite of passage, I'd like to think"),
  ],
  [
    lindqvist(
      "Whoever left a sandwich on my desk with the note “for the marking”: thank you. It was not a bribe, since it had tuna.",
    ),
    arjun("It was meant kindly"),
    lindqvist("It was eaten kindly.", { after: 4 }),
  ],
  [
    jiwoo("bus is late, doing homework on my knee, excuse the handwriting sir"),
    lindqvist("Thank you for the warning. I shall put my glasses on."),
  ],
];
