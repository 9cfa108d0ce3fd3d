import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 random bits: unique without asking anybody. */
export const mintId = (): string => randomBytes(16).toString("base64url");

/** 256 random bits, for links. */
export const mintToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token. A random token needs no salt and no slow hash. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export const isSameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());
