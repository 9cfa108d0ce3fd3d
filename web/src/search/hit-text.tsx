import type { SearchHit } from "@encrptalk/protocol";
import { Fragment } from "preact/compat";

/** The text of a hit, with what matches marked. */
export function HitText({ hit: { text, cut, matches } }: { hit: SearchHit }) {
  return (
    <>
      {cut.before && "…"}
      {matches.map(([start, end], index) => (
        <Fragment key={start}>
          {text.slice(matches[index - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(matches.at(-1)?.[1] ?? 0)}
      {cut.after && "…"}
    </>
  );
}
