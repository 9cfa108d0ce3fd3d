const TITLE =
  /(?:(?<!\.)\b(?:test|it|describe)(?:\.(?!skip|todo|fixme)\w+)*|\))\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;

/**
 * The titles of the tests in a file, those that are skipped left out: they prove nothing.
 * @param {string} source
 * @returns {string[]}
 */
export function testTitlesIn(source) {
  return [...source.matchAll(TITLE)].map((match) => /** @type {string} */ (match[2]));
}
