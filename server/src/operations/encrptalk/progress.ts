/** Says on a terminal what is going on, on one line; elsewhere nothing. */
export function progress(): { say(line: string): void; end(): void } {
  const clear = "\r\x1b[K";
  const write = (text: string) => void (process.stderr.isTTY && process.stderr.write(text));
  return { say: (line) => write(clear + line), end: () => write(clear) };
}
