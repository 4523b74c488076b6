"use strict";
// Finds pages: some word that is asked for stands in the title, in words that stand for it, or in the text, in whatever
// form; an id however it is written. The more words the better; small words count only where there are no others.
// ENTRIES come from entries.js, those that are first among equals first.
const ENDINGS = {
  sv: /(?:arnas|ernas|ornas|arna|erna|orna|aren|ades|ade|ens|ets|ers|ars|ar|as|at|er|or|en|et|es|na|ns|ts|a|e|n|s|t)$/,
  en: /(?:ings|ing|ied|ies|ed|es|s)$/,
}[document.documentElement.lang];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const close = (text) => plain(text).replace(/[^a-z0-9]/g, "");
const tokens = (text) => {
  const found = plain(text).match(/[a-z0-9]+/g) ?? [];
  return [...found, ...(plain(text).match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? []).map(close)]; // e-post, and epost
};
const found = document.getElementById("found");
const hits = document.getElementById("hits");
const asked = (new URLSearchParams(location.search).get("q") ?? "").trim();
const every = [...new Set(plain(asked).match(/[a-z0-9]+/g) ?? [])];
const small = new Set(tokens(found.dataset.small));
const large = every.filter((word) => !small.has(word));
const words = large.length > 0 ? large : every;

function stem(word) {
  const short = word.replace(ENDINGS, "");
  return short.length >= 3 ? short : word;
}

// How well a word is met: 3 as it is, 2 in another form, 1 as the beginning of a longer word, 0 not at all.
function met(word, those) {
  if (those.includes(word)) return 3;
  const short = stem(word);
  if (those.some((one) => stem(one) === short)) return 2;
  return short.length >= 4 && those.some((one) => one.startsWith(short)) ? 1 : 0;
}

// How many of the words are met, how many of them in the title or in words that stand for it, and how well.
function weight([, title, more, , also]) {
  if (close(title) === close(asked)) return [99, 99, 99];
  const [inTitle, inText] = [[...tokens(title), ...tokens(also)], tokens(more)];
  const sum = [0, 0, 0];
  for (const word of words) {
    const [above, below] = [met(word, inTitle), met(word, inText)];
    if (above + below > 0) sum[0] += 1;
    if (above > 1) sum[1] += 1;
    sum[2] += Math.max(4 * above, below);
  }
  return sum;
}

document.getElementById("q").value = asked;
if (words.length === 0) {
  found.textContent = found.dataset.ask;
} else {
  const best = ENTRIES.map((entry) => [weight(entry), entry]).filter(([[count]]) => count > 0);
  // A question with a word that is asked for in its title as it is, or among the words that stand for it.
  const asks = ([kind, title, , , also]) =>
    kind === found.dataset.first && also !== "" && words.some((word) => tokens(title).includes(word) || met(word, tokens(also)) > 0);
  best.sort(
    ([one, entry], [other, next]) =>
      other[0] - one[0] || other[1] - one[1] || asks(next) - asks(entry) || other[2] - one[2] || entry[1].length - next[1].length,
  );
  found.textContent = best.length === 0 ? found.dataset.none : `${found.dataset.some} ${best.length}`;
  for (const [, [kind, title, more, address]] of best) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const row = document.createElement("li");
    row.append(link, ` (${kind})`);
    if (more && more.length > title.length) row.append(document.createElement("br"), more.length > 160 ? `${more.slice(0, 160)} …` : more);
    hits.append(row);
  }
}
