import type { Exercise } from "./maths-exercises.ts";

/** Something to say, in one of several ways. */
export type Wordings = readonly string[];

/** At the start of a sentence; an unknown such as x stays small. */
const capitalised = (text: string): string =>
  /^\p{L}{2}/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** An exercise in the book. `where`: such as `page 14, 3b`. */
export type Assigned = Exercise & { where: string };

export const ANNOUNCEMENTS = (topic: string, page: number): Wordings => [
  `New chapter, page ${page}: ${topic}. It looks worse than it is.`,
  `From today: ${topic}, page ${page}. You know more about it than you think.`,
  `We have begun ${topic}. Read page ${page} before you ask me whether it will be in the test. It will.`,
];

export const HOMEWORK_QUESTIONS = (page: number): Wordings => [
  `Which questions on page ${page} are homework?`,
  `What's the homework on page ${page}?`,
  `Do we have to do all of page ${page}?`,
  `I forgot to write it down, how much of page ${page} is for next time?`,
  `Page ${page}, up to where?`,
];

export const HOMEWORK = (page: number, last: number): Wordings => [
  `Page ${page}, questions 1 to ${last}.`,
  `Questions 2 to ${last} on page ${page}. Number ${last} is for the brave.`,
  `All of page ${page} up to question ${last}, with your working.`,
  `On page ${page} up to question ${last}. If a question takes more than ten minutes, ask here.`,
];

export const STUCK = ({ where, task, slip }: Assigned): Wordings => [
  `Stuck on ${where}: ${task}. I get ${slip}, and the book says no`,
  `How do you do ${where}? It says ${task}`,
  `Can somebody explain ${where}: ${task}?`,
  `${capitalised(where)}: ${task}. Is it ${slip}?`,
  `I keep getting ${slip} for ${where} (${task}). What am I doing wrong?`,
  `${capitalised(where)} is haunting me. ${capitalised(task)}, how?`,
  `Help with ${where} please, ${task}. My answer is ${slip}, and I don't believe it either`,
  `Does anyone else think ${slip} for ${where}? ${capitalised(task)}`,
];

export const EXPLANATIONS = ({ hint, answer }: Assigned, name: string): Wordings => [
  `${name}, ${hint}. You should get ${answer}`,
  `It's ${answer}: ${hint}`,
  `I had the same problem. What helped me: ${hint}. Then it's ${answer}`,
  `Nearly! ${capitalised(hint)}, and out comes ${answer}`,
  `${capitalised(hint)}. So ${answer}`,
  `I think it's ${answer}. How I did it: ${hint}`,
  `Careful there, ${name}: ${hint}. I got ${answer}`,
  `Ok so, ${hint}. That makes it ${answer}`,
];

export const HINTS = ({ hint, where }: Assigned, name: string): Wordings => [
  `${name}, a hint for ${where}: ${hint}. Try it once more.`,
  `You are one step away, ${name}. ${capitalised(hint)}.`,
  `${capitalised(hint)}. Write it down line by line, ${name}, and it will fall out.`,
  `I shall only say this about ${where}: ${hint}.`,
];

export const THANKS = (answer: string, name: string): Wordings => [
  `Oh! ${answer}. Thank you ${name}`,
  `${answer}, got it now, thanks!`,
  `Thanks ${name}, now it makes sense`,
  `${name} you're a star. ${answer}`,
  `That was all?? Thanks ${name}`,
  `Ahh. ${answer}. I was miles away`,
  `Yes! ${answer}, finally 🎉`,
  `I'd never have seen that, ${name}`,
  `${answer}. I'm going to pretend I knew`,
  `It worked! ${answer}. Thank you`,
  `So obvious when you say it, ${name}`,
  `${answer}, and now I can do something else. Thanks ${name}`,
];

export const COMPARISONS = ({ where, task, answer }: Assigned): Wordings => [
  `What did you all get for ${where}? I have ${answer}`,
  `Is ${answer} right for ${where} (${task})?`,
  `${answer} for ${where}, anyone else?`,
  `Checking ${where}, ${task}: ${answer}?`,
  `Please tell me ${where} is ${answer}`,
  `First try at ${where}: ${answer}. Too easy?`,
  `${capitalised(where)}, ${task}. I say ${answer}`,
];

export const AGREEMENTS = ({ where, answer }: Assigned, name: string): Wordings => [
  `Same, ${answer}`,
  `I've got ${answer} too, ${name}`,
  `${answer} here as well`,
  `Yes, ${answer}. Took me three tries`,
  `Agree with ${name}: ${answer}`,
  `${answer} ✓ for ${where}`,
  `${name} is right, it's ${answer}`,
  `${answer}, and I even like ${where} now`,
  `Two people, one answer: ${answer}. I'm calling ${where} solved`,
];

export const SLIPS = ({ slip, answer }: Assigned, name: string): Wordings => [
  `I had ${slip} first, then I saw it. ${answer} it is`,
  `Uh oh, I wrote ${slip}`,
  `${slip} was my first try, don't tell Mr Lindqvist. ${answer} now`,
  `Good that you asked, I had ${slip}`,
  `Changing mine to ${answer}, thank you ${name}`,
  `So not ${slip}. Where's my rubber`,
];

export const PRAISE = ({ where }: Assigned, name: string): Wordings => [
  `Well explained, ${name}. I would not change a word about ${where}.`,
  `${name}, you may take my lesson on ${where}.`,
  `Correct, ${name}. Please write the steps for ${where} down as well as you say them here.`,
  `I see that ${where} is under control. Thank you, ${name}.`,
  `Good. Whoever still wonders about ${where}: come to me before registration.`,
];
