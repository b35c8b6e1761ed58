// SARIF logs against the published schema (2.1.0, OASIS), as the package of its maker ships it.
// Install: npm ci. Run: node sarif.mjs LOG.sarif…
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';

const require = createRequire(import.meta.url);
const folder = require.resolve('@microsoft/jest-sarif').replace(/lib\/.*/, 'lib/');
const schema = JSON.parse(readFileSync(`${folder}schemas/sarif-2.1.0-rtm.5.json`, 'utf8'));
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const isSarif = ajv.compile(schema);
let passed = 0;
for (const file of process.argv.slice(2)) {
  const log = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(isSarif(log), `${file}: ${ajv.errorsText(isSarif.errors, { separator: '\n' })}`);
  // What the schema cannot say: every result has its rule, and every rule helps.
  for (const run of log.runs) {
    for (const result of run.results) assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    for (const rule of run.tool.driver.rules) assert.ok(rule.help.text.includes('建议') && rule.help.markdown);
  }
  passed += 1;
}
// The check sees what is wrong.
assert.ok(!isSarif({ version: '2.1.0', runs: [{ tool: {} }] }));
console.log(`${passed + 1} passed, 0 failed`);
