import { useObservable } from "../app/observe.ts";
import { useThread } from "./thread-context.ts";
import styles from "./typing-line.module.css";
import { useTypingSentence } from "./typing-sentence.ts";

/** Who is typing. Its place is kept, so that nothing moves when somebody begins. */
export function TypingLine() {
  const sentence = useTypingSentence(useObservable(useThread().room.typing));
  return (
    <p className={styles.line} role="status">
      {sentence !== null && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className={styles.names}>{sentence}</span>
        </>
      )}
    </p>
  );
}
