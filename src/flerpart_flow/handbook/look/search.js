"use strict";
// Finds pages: every word that is asked for stands in the title, the name or the text, in whatever form; an id however
// it is written. ENTRIES come from entries.js.
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
const words = plain(asked).match(/[a-z0-9]+/g) ?? [];

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

function weight([, title, more]) {
  if (close(title) === close(asked)) return 99;
  const [inTitle, inText] = [tokens(title), tokens(more)];
  let sum = 0;
  for (const word of words) {
    const best = Math.max(4 * met(word, inTitle), met(word, inText));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

document.getElementById("q").value = asked;
if (words.length === 0) {
  found.textContent = found.dataset.ask;
} else {
  const best = ENTRIES.map((entry) => [weight(entry), entry]).filter(([one]) => one > 0);
  best.sort(([one], [other]) => other - one);
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
