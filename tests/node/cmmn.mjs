// What moddle warns of in CMMN, by cmmn-moddle's description of it: that package's own code is made for bundlers, which
// Node isn't. stdin: a JSON list of documents; stdout: a JSON list with the warnings of each.
import { readFileSync } from 'node:fs';
import { Moddle } from 'moddle';
import { Reader } from 'moddle-xml';

const described = Object.fromEntries(['cmmn', 'cmmndi', 'dc', 'di'].map((name) => [
  name,
  JSON.parse(readFileSync(new URL(`./node_modules/cmmn-moddle/resources/cmmn/json/${name}.json`, import.meta.url))),
]));

async function warnings(text) {
  const reader = new Reader({ model: new Moddle(described), lax: true });
  const read = await reader.fromXML(text, reader.handler('cmmn:Definitions'));
  return read.warnings.map((one) => one.message);
}

const found = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) found.push(await warnings(text));
process.stdout.write(JSON.stringify(found));
