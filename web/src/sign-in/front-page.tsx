import { type ReactNode, useEffect, useRef } from "preact/compat";
import { useUsable } from "../app/usable.ts";
import { Mark } from "../design/mark.tsx";
import styles from "./front-page.module.css";

interface FrontPageProps {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** The one card of the screens before the product: sign-in, set-up, a followed link. Its first field has the focus. */
export function FrontPage({ title, text, children }: FrontPageProps) {
  useUsable(true);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.querySelector<HTMLElement>("input:not([hidden])")?.focus(), []);
  return (
    <main className={styles.page}>
      <div className={styles.card} ref={card}>
        <header className={styles.header}>
          <Mark size={44} />
          <h1 className={styles.title}>{title}</h1>
          {text !== undefined && <p className={styles.text}>{text}</p>}
        </header>
        {children}
      </div>
    </main>
  );
}
