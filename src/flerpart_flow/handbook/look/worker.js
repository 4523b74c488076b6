"use strict";
// Runs the library beside the page, in a worker that inherits what the page may load: nothing but the handbook's files.
let answering;
const times = {}; // milliseconds until Python runs, and from there until the library is imported

async function load(base) {
  const since = performance.now();
  const library = fetch(`${base}library.zip`).then((response) => (response.ok ? response.arrayBuffer() : Promise.reject()));
  library.catch(() => null); // told of below
  const { loadPyodide } = await import(`${base}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: base });
  times.python = Math.round(performance.now() - since);
  python.FS.writeFile("/library.zip", new Uint8Array(await library));
  // All that is made while the library is read stays: it needn't be looked through for what could go.
  python.runPython("import gc, sys; gc.disable(); sys.path.insert(0, '/library.zip')");
  const { answer } = python.pyimport("flerpart_flow.trying");
  python.runPython("gc.freeze(); gc.enable()");
  times.imports = Math.round(performance.now() - since - times.python);
  // From here on a case is in this worker, and nothing in it can fetch or send any more.
  const ways = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "importScripts", "Worker"];
  for (const name of ways) Object.defineProperty(self, name, { value: undefined });
  return answer;
}

self.onmessage = async ({ data: { number, base, asked } }) => {
  try {
    answering ??= load(base).catch((error) => Promise.reject(Object.assign(new Error(String(error)), { lost: "fetched" })));
    const answer = await answering;
    self.postMessage({ number, times, told: asked === undefined ? null : answer(asked) });
  } catch (error) {
    // An answer that Python itself couldn't end, as for want of memory, leaves nothing that could give another.
    const lost = error?.lost ?? (error?.type && error.type !== "MemoryError" ? undefined : "running");
    self.postMessage({ number, lost, error: String(error?.message ?? error).trim().split("\n").at(-1) });
  }
};
