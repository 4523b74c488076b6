// The page where one tries a case: sends each question to the worker, and shows the parts of the answer.
const main = document.getElementById("try");
const { base, lang, routine, loading, ready, wrong, large, offline, stopped } = main.dataset;
const MOST = 2_000_000; // bytes of a log or an overlay
const held = (name) => document.getElementById(name)?.content.textContent.trim() || null;
const part = (name) => document.getElementById(name);
// opened: the text of a file that somebody chose; file: what the log is saved as.
const state = { log: null, keys: null, overlay: held("overlay"), saved: null, opened: null, file: null };
const waiting = new Map();
let worker;
let asked = 0;
let going = 0;

async function started() {
  const response = await fetch(new URL("../../../look/worker.js", location.href)).catch(() => null);
  if (!response?.ok) throw new Error(offline);
  const made = new Worker(URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" })));
  made.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.number);
    waiting.delete(data.number);
    main.dataset.times = JSON.stringify(data.times ?? {});
    if (data.error === undefined) return resolve(data.told);
    if (data.lost !== undefined) given_up(made);
    reject(new Error({ fetched: offline, running: stopped }[data.lost] ?? `${wrong} ${data.error}`));
  };
  made.onerror = () => given_up(made);
  return made;
}

// The next question starts another one: what was lost is loaded anew.
function given_up(made) {
  made.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new Error(stopped));
  waiting.clear();
}

async function put(question) {
  const since = performance.now();
  if (worker === undefined) {
    say(loading);
    worker = started();
  }
  const running = await worker.catch((error) => {
    worker = undefined;
    throw error;
  });
  const number = (asked += 1);
  const answer = new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
  running.postMessage({ number, base: new URL(base, location.href).href, asked: JSON.stringify(question) });
  const told = JSON.parse(await answer);
  main.dataset.took = String(Math.round(performance.now() - since));
  if (part("message").textContent === loading) say(ready);
  return told;
}

function say(text) {
  part("message").textContent = text;
}

async function ask(question, { keep = true, opens = false } = {}) {
  const known = { lang, page: routine, at: part("at").value || null, overlay: state.overlay, log: state.log };
  const file = { opened: state.opened, now: now() };
  await busy(async () => {
    try {
      const told = await put({ ...known, ...file, before: keep ? state.keys : null, ...question });
      if (opens && told.log !== undefined) Object.assign(state, { saved: told.log, opened: question.opened });
      show(told);
    } catch (error) {
      say(error.message);
    }
  });
}

// From what one does until its answer is on the page, also while a file is read.
async function busy(work) {
  going += 1;
  main.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    going -= 1;
    main.setAttribute("aria-busy", String(going > 0));
  }
}

function show(told) {
  if (told.message !== undefined) part("message").innerHTML = told.message;
  if (told.log !== undefined) {
    state.log = told.log;
    state.keys = told.keys;
    state.file = told.file;
    part("at").value = told.at ?? part("at").value;
    light(told.lit);
    part("tried").hidden = false;
  }
  const turned = told.parts?.trial && part("trial").innerHTML === "";
  for (const [name, html] of Object.entries(told.parts ?? {})) part(name).innerHTML = html;
  if (told.parts?.form) (part("form").querySelector("[role=alert]") ?? part("form").querySelector("h2")).scrollIntoView();
  else if (told.message) part("message").scrollIntoView();
  else if (turned) part("trial").scrollIntoView(); // what was done stands far below
  part("form").querySelector("h2")?.focus({ preventScroll: true });
}

function light({ here, passed, steps }) {
  for (const one of main.querySelectorAll("svg g")) one.classList.remove("here", "passed");
  const mark = (id, name) => main.querySelector(`svg [id="${CSS.escape(id)}"]`)?.classList.add(name);
  for (const phase of passed) mark(`fas-${phase}`, "passed");
  for (const step of steps) {
    const event = step.slice(step.indexOf("-") + 1);
    for (const one of main.querySelectorAll("svg g.edge")) {
      if (`${one.id}-`.startsWith(`steg-${step}-`) || `${one.id}-`.startsWith(`steg--${event}-`)) one.classList.add("passed");
    }
  }
  mark(`fas-${here}`, "here");
}

function begun(question) {
  return ask({ opened: null, ...question }, { keep: false, opens: true });
}

function opened(log) {
  return begun({ do: "open", log, opened: log });
}

// What time it is in Sweden, as a field for a time has it.
function now() {
  return new Date().toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");
}

// What a chosen file says; null, and why, for one that is too large.
async function read(input) {
  const [file] = input.files;
  if (file === undefined || file.size <= MOST) return file?.text() ?? null;
  input.value = "";
  say(large);
  return null;
}

const does = {
  example: () => begun({ do: "open", log: held("example") }),
  ongoing: () => begun({ do: "open", log: held("ongoing") }),
  new: () => begun({ do: "new", routine, municipality: part("municipality").value || null }),
  form: ({ event }) => ask({ do: "form", event }),
  change: ({ nr }) => ask({ do: "change", nr: Number(nr) }),
  remove: ({ nr }) => ask({ do: "remove", nr: Number(nr) }, { keep: false }),
  anew: () => opened(state.opened),
  close: () => show({ parts: { form: "" } }),
  save: () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([state.file.text], { type: "application/jsonl" }));
    link.download = state.file.name;
    link.click();
    URL.revokeObjectURL(link.href);
    state.saved = state.log;
    if (state.file.own) state.opened = state.file.text; // what is saved as the case's history is that from here on
  },
};

main.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]");
  if (button !== null) does[button.dataset.do](button.dataset);
});
main.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const { event, nr } = submitted.target.dataset;
  const pairs = [...new FormData(submitted.target)];
  ask({ do: "send", event, nr: nr === undefined ? null : Number(nr), pairs });
});
part("file").addEventListener("change", ({ target }) => busy(async () => {
  const log = await read(target);
  if (log !== null) await opened(log);
  target.value = ""; // the same file may be chosen again
}));
part("own").addEventListener("change", ({ target }) => busy(async () => {
  state.overlay = (await read(target)) ?? held("overlay");
  if (state.log !== null) await ask({ do: "show" });
}));
part("at").addEventListener("change", () => {
  if (state.log !== null) ask({ do: "show" }, { keep: false });
});
addEventListener("beforeunload", (leaving) => {
  if (state.log !== state.saved) leaving.preventDefault(); // the browser asks whether to leave what isn't saved
});
part("note").remove();
part("controls").hidden = false;
