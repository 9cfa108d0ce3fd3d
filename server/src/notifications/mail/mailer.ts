import type { MailConfig } from "../../config.ts";

const ANSWER_WITHIN_MS = 20_000;

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Rejects when the mail server did not take it. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Sends by SMTP; the library is loaded with the first e-mail. `onMailed`: told whether the mail server took one. */
export function createMailer(
  { url, from }: Pick<MailConfig, "url" | "from">,
  onMailed: (outcome: "sent" | "failed") => void = () => {},
): Mailer {
  const connect = async () => {
    const { createTransport } = await import("nodemailer");
    const timeouts = {
      connectionTimeout: ANSWER_WITHIN_MS,
      greetingTimeout: ANSWER_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
    };
    return createTransport({ url, pool: true, maxConnections: 4, ...timeouts });
  };
  let transport: ReturnType<typeof connect> | undefined;
  return {
    async send(mail) {
      transport ??= connect();
      try {
        await (await transport).sendMail({
          ...mail,
          from,
          // Nobody's out-of-office answer (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated" },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        onMailed("failed");
        throw error;
      }
      onMailed("sent");
    },
    close() {
      transport?.then(
        (opened) => opened.close(),
        // Whoever wanted to send has been told.
        () => {},
      );
    },
  };
}
