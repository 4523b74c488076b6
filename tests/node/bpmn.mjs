// What bpmn-moddle and bpmnlint's recommended rules say of BPMN. stdin: a JSON list of documents; stdout: a JSON list
// with, for each, {warnings, found, ids}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const newLinter = () => new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver({ require }) });
const answers = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(text);
  const reports = await newLinter().lint(rootElement);
  answers.push({
    warnings: warnings.map((one) => one.message),
    found: Object.entries(reports).flatMap(([rule, those]) => those.map((one) => `${rule} ${one.id}: ${one.message}`)),
    ids: Object.keys(elementsById).length,
  });
}
process.stdout.write(JSON.stringify(answers));
