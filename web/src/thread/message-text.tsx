import type { Body } from "@encrptalk/protocol";
import { useMemo } from "react";
import { linkify } from "../text/linkify.ts";
import { textOf } from "../text/preview.ts";

export function MessageText({ body }: { body: Body }) {
  const parts = useMemo(() => linkify(textOf(body)), [body]);
  return parts.map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
        {part.text}
      </a>
    ),
  );
}
