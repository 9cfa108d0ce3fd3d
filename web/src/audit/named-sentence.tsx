import { partsOf } from "./entry-names.ts";

/** A sentence whose names stand out, each in its own direction of writing. */
export const NamedSentence = ({ children }: { children: string }) =>
  partsOf(children).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move
      <strong key={index}>
        <bdi>{part}</bdi>
      </strong>
    ) : (
      part
    ),
  );
