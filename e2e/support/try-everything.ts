/** What code that got into a page would do. Runs in the page. `passed`: what was not refused; `refused`: by which rules of the policy. */
export async function tryEverything() {
  const refused = new Set<string>();
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.add(effectiveDirective));
  const passed: string[] = [];
  const scope = globalThis as typeof globalThis & {
    trustedTypes: { createPolicy(name: string, rules: object): void };
  };
  const elsewhere = "https://elsewhere.example/";
  /** To be thrown at, by Trusted Types. */
  const throws = (what: string, attempt: () => unknown) => {
    try {
      attempt();
      passed.push(what);
    } catch {
      // As it should be.
    }
  };
  const add = (tag: string, properties: object, rel?: string) => {
    const element = Object.assign(document.createElement(tag), properties);
    if (rel) element.setAttribute("rel", rel);
    document.body.append(element);
    return element;
  };
  const run = "globalThis.__pwned = 1";
  // While it looks at a page, the test's own tool may run text.
  await new Promise((resolve) => setTimeout(resolve));

  throws("markup from text", () => document.body.insertAdjacentHTML("beforeend", "<b>bold</b>"));
  throws("a document that is written", () => document.write("<b>bold</b>"));
  throws("a frame's own document", () => add("iframe", { srcdoc: "<b>bold</b>" }));
  throws("an inline script", () => add("script", { text: run }));
  throws("a script from elsewhere", () => add("script", { src: elsewhere }));
  throws("an object from elsewhere", () => add("object", { data: elsewhere }));
  throws("a worker from text", () => new Worker(`data:text/javascript,${run}`));
  throws("eval", () => Reflect.get(globalThis, "eval")(run));
  throws("a function from text", () => new Function(run)());
  throws("a timer from text", () => setTimeout(run as unknown as () => void));
  throws("a handler from text", () => document.body.setAttribute("onfocus", run));
  throws("a policy that lets text through", () => scope.trustedTypes.createPolicy("through", {}));
  add("img", { src: `${elsewhere}a.png` });
  add("iframe", { src: elsewhere });
  add("video", { src: `${elsewhere}a.mp4` });
  add("link", { href: `${elsewhere}a.css` }, "stylesheet");
  add("base", { href: elsewhere });
  await new FontFace("far", `url(${elsewhere}a.woff2)`).load().then(
    () => passed.push("a font"),
    () => {},
  );
  await fetch(elsewhere).then(
    () => passed.push("a request"),
    () => {},
  );
  await import(`data:text/javascript,${run}`).then(
    () => passed.push("a module from text"),
    () => {},
  );
  (add("form", { action: elsewhere, method: "post" }) as HTMLFormElement).submit();
  location.href = `javascript:${run}`;
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { hasRun: "__pwned" in globalThis, passed, refused: [...refused].sort() };
}
