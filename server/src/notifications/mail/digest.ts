import type { Mail } from "./mailer.ts";

/** What an e-mail tells of a student's conversation with the school. */
export interface Digest {
  person: { name: string; email: string };
  schoolName: string;
  unread: number;
  /** Who wrote last. */
  sender: string;
  /** Only where the school allows it. */
  text: string | null;
  /** Where to read it; `null` where the server does not know its own address. */
  link: string | null;
}

/** All that the server says in e-mails. */
const WORDS = {
  subject: (unread: number, school: string) => `${messages(unread)} from ${school}`,
  greeting: (name: string) => `Hello ${name},`,
  waiting: (unread: number, school: string, sender: string) =>
    unread === 1
      ? `${sender} of ${school} wrote to you.`
      : `${messages(unread)} from ${school} are waiting for you. ${sender} wrote last.`,
  link: "Read and answer",
  noLink: "Sign in to read and answer.",
  why: "You get this e-mail because you have not read them, and no device of yours shows notifications.",
};
const messages = (count: number) => (count === 1 ? "1 new message" : `${count} new messages`);

export function digestMail({ person, schoolName, unread, sender, text, link }: Digest): Mail {
  const paragraphs = [
    WORDS.greeting(person.name),
    WORDS.waiting(unread, schoolName, sender),
    ...(text === null ? [] : [`“${text}”`]),
  ];
  const html = [
    ...paragraphs.map((paragraph) => `<p>${Bun.escapeHTML(paragraph)}</p>`),
    link === null ? `<p>${WORDS.noLink}</p>` : `<p><a href="${Bun.escapeHTML(link)}">${WORDS.link}</a></p>`,
    `<p><small>${WORDS.why}</small></p>`,
  ];
  return {
    to: { name: person.name, address: person.email },
    subject: WORDS.subject(unread, schoolName),
    text: [...paragraphs, link === null ? WORDS.noLink : `${WORDS.link}: ${link}`, WORDS.why, ""].join(
      "\n\n",
    ),
    html: `<!doctype html><html lang="en"><body>${html.join("")}</body></html>`,
  };
}
