// A small reader of DMN: tables, expressions and decision services, all of it evaluated by feelin. stdin: JSON with a
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
  // Nothing where a column isn't settled and no row fits whatever it is; else exactly one row.
  if (table.hitPolicy !== 'UNIQUE') throw new Error(`hit policy ${table.hitPolicy}`);
  const values = table.input.map((one) => asked(one.inputExpression.text, context));
  const rows = table.rule.filter((row) => row.inputEntry.every((cell, at) => fits(cell.text, values[at], context)));
  if (rows.length === 0 && values.includes(null)) return null;
  if (rows.length !== 1) throw new Error(`${rows.length} rows fit ${JSON.stringify(context)}`);
  if (table.output.length !== 1) throw new Error('more than one output');
  return asked(rows[0].outputEntry[0].text, context);
}

const { text, questions } = JSON.parse(readFileSync(0, 'utf8'));
const { rootElement, warnings } = await new DmnModdle().fromXML(text);
const elements = new Map(rootElement.drgElement.map((one) => [one.id, one]));
const ofKind = (kind) => [...elements.values()].filter((one) => one.$type === `dmn:${kind}`);
const referred = (one) => elements.get(one.href.slice(1));

const known = new Map();

function decided(decision, question) {
  // What a decision answers hangs on the question alone, so each is asked the same only once.
  const facts = (decision.informationRequirement ?? []).filter((one) => one.requiredInput)
    .map((one) => question[referred(one.requiredInput).name]);
  const key = JSON.stringify([decision.id, facts]);
  if (!known.has(key)) known.set(key, decidedAnew(decision, question));
  return known.get(key);
}

function decidedAnew(decision, question) {
  // A decision sees what it says that it needs, and nothing else.
  const context = {};
  for (const need of decision.informationRequirement ?? []) {
    const of = referred(need.requiredInput ?? need.requiredDecision);
    context[of.name] = need.requiredInput ? question[of.name] : decided(of, question);
  }
  for (const need of decision.knowledgeRequirement ?? []) {
    const of = referred(need.requiredKnowledge);
    context[of.name] = services.get(of.id);
  }
  const logic = decision.decisionLogic;
  return logic.$type === 'dmn:DecisionTable' ? answer(logic, context) : asked(logic.text, context);
}

function asFunction(service) {
  const names = service.inputData.map((one) => referred(one).name);
  const [output] = service.outputDecision;
  return (...given) => {
    if (given.length !== names.length) throw new Error(`${service.name} takes ${names.length}`);
    return decided(referred(output), Object.fromEntries(names.map((name, at) => [name, given[at]])));
  };
}

const services = new Map(ofKind('DecisionService').map((one) => [one.id, asFunction(one)]));
const answers = questions.map((question) =>
  Object.fromEntries(ofKind('Decision').map((one) => [one.name, decided(one, question)])));
process.stdout.write(JSON.stringify({ warnings: warnings.map((one) => one.message), answers }));
