import { type ReactNode, useEffect, useRef, useState } from "preact/compat";

interface AfterThreadProps {
  /** The room or the student that is shown. */
  of: string;
  children: ReactNode;
}

/** What stands beside a thread follows it one frame later, and until then stays as it is: the thread is what one waits for. */
export function AfterThread({ of, children }: AfterThreadProps) {
  const [painted, setPainted] = useState<string | null>(null);
  const shown = useRef<ReactNode>(null);
  if (painted === of) shown.current = children;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(of));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [of]);
  return shown.current;
}
