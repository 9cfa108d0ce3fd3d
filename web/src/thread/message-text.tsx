import type { Body } from "@encrptalk/protocol";
import { useMemo } from "preact/compat";
import { useMe } from "../app/signed-in.ts";
import { linkify, type TextPart } from "../text/linkify.ts";
import { textOf } from "../text/preview.ts";
import styles from "./bubble.module.css";
import { cutAtMentions } from "./composer/mentions.ts";

type Part = TextPart | { kind: "mention"; text: string };

/** What a message says, with links that open safely, and marked where it mentions whoever reads it. */
export function MessageText({ body }: { body: Body }) {
  const { accountId, name } = useMe();
  const mentioned = body.alg === "plain" && body.mentions?.includes(accountId) === true;
  const parts = useMemo(() => {
    const found: Part[] = linkify(textOf(body));
    return mentioned
      ? found.flatMap((part) => (part.kind === "text" ? withMentions(part.text, name) : part))
      : found;
  }, [body, mentioned, name]);
  return parts.map(drawn);
}

const withMentions = (text: string, name: string): Part[] =>
  cutAtMentions(text, name).map((cut, index) => ({ kind: index % 2 === 1 ? "mention" : "text", text: cut }));

/** The parts of one text never move. */
function drawn(part: Part, place: number) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "mention":
      return (
        <mark key={place} className={styles.mention}>
          {part.text}
        </mark>
      );
    case "link":
      return (
        <a key={place} href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      );
  }
}
