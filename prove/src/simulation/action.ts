/** Something that can happen next: a frame arrives, a commit is made, an answer comes. */
export interface Action {
  /** For the trace. */
  readonly label: () => string;
  readonly run: () => void;
}
