/** Topics are found by the beginnings of their words: without accents, letter case or punctuation. */

/** More words than anybody looks for; each costs a look-up. */
const MOST_WORDS_SOUGHT = 8;

/** The words of a topic as they are stored and looked for, each once. */
export function topicWords(topic: string): readonly string[] {
  const plain = topic.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** The beginnings of words that a search asks for. */
export function soughtWords(search: string): readonly string[] {
  return topicWords(search).slice(0, MOST_WORDS_SOUGHT);
}
