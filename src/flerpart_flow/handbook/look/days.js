"use strict";
// The form for a day of one's own: looks up in DAYS, which the library has made, and shows what it finds.
const form = document.getElementById("own-day");
const chain = document.getElementById("own-chain");
const words = JSON.parse(document.getElementById("own-words").content.textContent);
const inputs = { meeting: document.getElementById("own-meeting"), start: document.getElementById("own-start") };
const DAY = 86_400_000;
const FIRST = Date.parse(DAYS.first);

const date = (number) => new Date(FIRST + number * DAY);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

// The week by ISO 8601: that of the year in which its Thursday lies.
function week(day) {
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY);
  return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY / 7);
}

function named(number) {
  const day = date(number);
  return `${day.toISOString().slice(0, 10)} (${words.weekdays[(day.getUTCDay() + 6) % 7]})`;
}

const titled = (number) => filled(words.titled, { vecka: week(date(number)), dag: named(number) });

// A last day: what it is for, how long before what follows, and from which free day it has moved.
function last(number, text, until, counted) {
  const told = filled(text, { dagar: until - number });
  return [number, number === counted ? [told] : [told, filled(words.flyttad, { dag: named(counted) })]];
}

function summons(lane, meeting) {
  const [number, told] = last(meeting - DAYS.summons[meeting], words[lane], meeting, meeting - 7 * DAYS.summonsWeeks);
  return [number, [...told, ...words.besides[lane]]];
}

function contact(meeting) {
  const number = meeting - DAYS.contact[meeting];
  return last(number, words.kontakt, meeting - DAYS.summons[meeting], meeting - 7 * DAYS.contactWeeks);
}

const before = {
  meeting: (number, lane) => [...(lane === "med" ? [contact(number)] : []), summons(lane, number), [number, [words.motet]]],
  start: (number, lane) => {
    const meeting = number + DAYS.meeting[lane][number];
    return [[number + DAYS.begin[number], [words.borja]], summons(lane, meeting), [meeting, [words.tidigast]]];
  },
};

function made(tag, text) {
  const one = document.createElement(tag);
  if (text !== undefined) one.textContent = text;
  return one;
}

function show(which) {
  const number = Math.round((Date.parse(inputs[which].value) - FIRST) / DAY);
  chain.replaceChildren();
  if (Number.isNaN(number)) return;
  if (number < 0 || number >= DAYS.days) {
    chain.append(made("p", words.utanfor));
    return;
  }
  for (const [lane, title] of Object.entries(words.lanes)) {
    const list = made("dl");
    list.className = "facts";
    for (const [day, texts] of before[which](number, lane)) {
      const row = made("div");
      const told = made("dd", texts[0]);
      for (const text of texts.slice(1)) told.append(made("br"), text);
      row.append(made("dt", titled(day)), told);
      list.append(row);
    }
    chain.append(made("h3", title), list);
  }
}

for (const [which, input] of Object.entries(inputs)) {
  input.addEventListener("input", () => {
    for (const other of Object.values(inputs)) if (other !== input) other.value = "";
    show(which);
  });
}
form.addEventListener("submit", (submitted) => submitted.preventDefault());
form.hidden = false;
