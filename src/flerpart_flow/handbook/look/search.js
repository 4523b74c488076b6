"use strict";
// Finds pages: every word that is asked for stands in the title, the name or the text. ENTRIES come from entries.js.
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const found = document.getElementById("found");
const hits = document.getElementById("hits");
const asked = (new URLSearchParams(location.search).get("q") ?? "").trim();
const words = plain(asked).split(/\s+/).filter(Boolean);

function weight([, title, more]) {
  const [inTitle, inAll] = [plain(title), plain(`${title} ${more}`)];
  if (!words.every((word) => inAll.includes(word))) return 0;
  return 1 + words.filter((word) => inTitle.includes(word)).length + (inTitle === plain(asked) ? 9 : 0);
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
