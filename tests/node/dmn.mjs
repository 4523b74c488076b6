// A small reader of DMN: tables as functions, decisions as expressions, all of it evaluated by feelin. stdin: JSON with a
// document and a list of questions (a mapping of names to values); stdout: JSON with the warnings of dmn-moddle and, for
// each question, what each decision answers. Anything that feelin warns of, and any table where not exactly one row
// fits, ends the run.
import { readFileSync } from 'node:fs';
import { DmnModdle } from 'dmn-moddle';
import { evaluate, unaryTest } from 'feelin';

function asked(expression, context) {
  const { value, warnings } = evaluate(expression, context);
  if (warnings.length) throw new Error(`${expression}: ${JSON.stringify(warnings)}`);
  return value;
}

function fits(test, value, context) {
  const found = unaryTest(test, { ...context, '?': value });
  if (found.warnings.length) throw new Error(`${test}: ${JSON.stringify(found.warnings)}`);
  return found.value === true;
}

function answer(table, context) {
  if (table.hitPolicy !== 'UNIQUE') throw new Error(`hit policy ${table.hitPolicy}`);
  const values = table.input.map((one) => asked(one.inputExpression.text, context));
  const rows = table.rule.filter((row) => row.inputEntry.every((cell, at) => fits(cell.text, values[at], context)));
  if (rows.length !== 1) throw new Error(`${rows.length} rows fit ${JSON.stringify(context)}`);
  if (table.output.length !== 1) throw new Error('more than one output');
  return asked(rows[0].outputEntry[0].text, context);
}

function asFunction(model) {
  const { formalParameter, body } = model.encapsulatedLogic;
  const names = formalParameter.map((one) => one.name);
  const known = new Map();
  return (...given) => {
    const key = JSON.stringify(given);
    if (given.length !== names.length) throw new Error(`${model.name} takes ${names.length}`);
    if (!known.has(key)) {
      known.set(key, answer(body, Object.fromEntries(names.map((name, at) => [name, given[at]]))));
    }
    return known.get(key);
  };
}

const { text, questions } = JSON.parse(readFileSync(0, 'utf8'));
const { rootElement, warnings } = await new DmnModdle().fromXML(text);
const elements = rootElement.drgElement;
const ofKind = (kind) => elements.filter((one) => one.$type === `dmn:${kind}`);
const models = new Map(ofKind('BusinessKnowledgeModel').map((one) => [one.id, [one.name, asFunction(one)]]));
const inputs = new Map(ofKind('InputData').map((one) => [one.id, one.name]));

function decided(decision, question) {
  // A decision sees what it says that it needs, and nothing else.
  const context = {};
  for (const need of decision.informationRequirement ?? []) {
    const name = inputs.get(need.requiredInput.href.slice(1));
    context[name] = question[name];
  }
  for (const need of decision.knowledgeRequirement ?? []) {
    const [name, model] = models.get(need.requiredKnowledge.href.slice(1));
    context[name] = model;
  }
  return asked(decision.decisionLogic.text, context);
}

const answers = questions.map((question) =>
  Object.fromEntries(ofKind('Decision').map((one) => [one.name, decided(one, question)])));
process.stdout.write(JSON.stringify({ warnings: warnings.map((one) => one.message), answers }));
