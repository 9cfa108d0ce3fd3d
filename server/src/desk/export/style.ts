/** How an exported conversation looks, on a screen and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d9dce3; --soft: #5b6270; --student: #f1f3f7; --staff: #e3ecff;
  background: #fff; color: #16181d; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3a404c; --soft: #a4acba; --student: #23272f; --staff: #1d2d4d;
    background: #14161a; color: #e8eaee; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, p, dl, dd { margin: 0; }
h2 { font-size: .875rem; color: var(--soft); text-align: center; margin: 2rem 0 1rem; break-after: avoid; }
header { border-bottom: 1px solid var(--line); padding-bottom: 1rem; }
.school, dt, .who span, .reply, .state, .line, .gone { color: var(--soft); font-size: .875rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin-top: .75rem; }
article { max-width: 85%; margin: 0 0 .75rem; padding: .5rem .75rem; border-radius: .75rem; break-inside: avoid;
  background: var(--student); print-color-adjust: exact; }
.staff { margin-inline-start: auto; background: var(--staff); }
time { font-variant-numeric: tabular-nums; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.gone { font-style: italic; }
.line { text-align: center; margin: 1rem 0; }
.line .text { border-inline-start: 3px solid var(--line); padding-inline-start: .75rem; text-align: start; }
a { color: inherit; }
:target { outline: 2px solid #4f7cff; }
`;
