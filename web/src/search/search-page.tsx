import { ArrowLeft } from "lucide";
import { useEffect, useLayoutEffect, useRef } from "preact/compat";
import { useLocation, useSearchParams } from "wouter";
import header from "../app/pane-header.module.css";
import { useMe } from "../app/signed-in.ts";
import { useTyped } from "../app/use-typed.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { IconButton } from "../design/button.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { SearchField } from "../design/search-field.tsx";
import { useScreenKeys } from "../keys/screen-keys.ts";
import { m } from "../paraglide/messages.js";
import { type ChipFilter, FilterChips } from "./filter-chips.tsx";
import { FoundMessages } from "./found-messages.tsx";
import styles from "./search-page.module.css";
import { withFilter } from "./search-text.ts";
import { useMessageSearch } from "./use-message-search.ts";

const TYPING_MS = 200;
/** MAX_SEARCH_LENGTH of the protocol, whose schemas this page does not need. */
const MAX_LENGTH = 400;
const FIELD_ID = "message-search";

/** Finds messages wherever one may read. The address has what is sought, so that going back shows it again. */
export function SearchPage() {
  const staff = useMe().role === "admin";
  const [, navigate] = useLocation();
  const { text, setText, found } = useTypedSearch();
  const startsEmpty = useRef(text === "");
  useLayoutEffect(() => {
    if (startsEmpty.current) focusField();
  }, []);
  useScreenKeys({ step: focusHit, search: focusField, toggleClosed: () => {} });

  const choose = (filter: ChipFilter) => {
    const next = withFilter(text, filter, new Date().toISOString().slice(0, 7));
    setText(next.text);
    requestAnimationFrame(() => {
      focusField();
      field()?.setSelectionRange(next.from, next.to);
    });
  };
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={classes(header.header, styles.header)}>
        {!staff && (
          <IconButton
            label={m.back_to_rooms()}
            icon={<Icon of={ArrowLeft} size={20} />}
            onClick={() => navigate("/rooms")}
          />
        )}
        <h1 className={header.title}>{m.navigation_search()}</h1>
      </header>
      <search className={styles.search}>
        <SearchField
          id={FIELD_ID}
          label={m.search_label()}
          placeholder={m.search_placeholder()}
          large
          maxLength={MAX_LENGTH}
          enterKeyHint="search"
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === "Enter") setText(text);
          }}
        />
        <FilterChips onChoose={choose} />
      </search>
      <FoundMessages {...found} />
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}

/** What is typed, in the address once typing pauses, and what that finds. */
function useTypedSearch() {
  const [address, setAddress] = useSearchParams();
  const asked = address.get("q") ?? "";
  const { text, setText, settled } = useTyped(asked, TYPING_MS);
  const q = settled.text;
  const told = useRef(asked);
  useEffect(() => {
    // Another search was followed to this page.
    if (asked === told.current) return;
    told.current = asked;
    setText(asked);
  }, [asked, setText]);
  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    setAddress(q === "" ? {} : { q }, { replace: true });
  }, [q, setAddress]);
  return { text, setText, found: { q, ...useMessageSearch(settled) } };
}

const field = () => document.getElementById(FIELD_ID) as HTMLInputElement | null;
const focusField = () => field()?.focus();

/** Alt and an arrow go from hit to hit. */
function focusHit(by: 1 | -1) {
  const hits = [...document.querySelectorAll<HTMLElement>("[data-found]")];
  const at = hits.indexOf(document.activeElement as HTMLElement);
  hits[at < 0 ? 0 : Math.min(Math.max(at + by, 0), hits.length - 1)]?.focus();
}
