// Compiles the modules of archives by the Python that will run them: compile.mjs PYODIDE SOURCES COMPILED …
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
python.runPython(`
import importlib._bootstrap_external as external
import zipfile

def made(name, data):
    if name.endswith(".py"):
        code = compile(data, name, "exec", dont_inherit=True, optimize=2)
        yield name + "c", bytes(external._code_to_hash_pyc(code, bytes(8), False))
    if not name.endswith(".py") or b"on_demand(" in data:  # a package that reads its own source
        yield name, data

def compiled():
    with zipfile.ZipFile("/sources.zip") as given, zipfile.ZipFile("/compiled.zip", "w") as kept:
        for one in given.infolist():
            for name, data in made(one.filename, given.read(one)):
                kept.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
`);
for (let at = 0; at < archives.length; at += 2) {
  python.FS.writeFile("/sources.zip", new Uint8Array(readFileSync(archives[at])));
  python.runPython("compiled()");
  writeFileSync(archives[at + 1], python.FS.readFile("/compiled.zip"));
}
