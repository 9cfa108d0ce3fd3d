/** Made when it is first asked for, then kept: a formatter takes a slow phone some milliseconds. */
export function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
