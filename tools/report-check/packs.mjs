// Rule packs against the JSON schema that editors complete by.
// Install: npm ci. Run: node packs.mjs SCHEMA.json FOLDER
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'smol-toml';

const [schema, folder] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true });
const isPack = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
const files = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.toml'));
assert.ok(files.length > 0, 'there are packs');
for (const file of files) {
  const pack = parse(readFileSync(path.join(folder, file), 'utf8'));
  assert.ok(isPack(pack), `${file}: ${ajv.errorsText(isPack.errors, { separator: '\n' })}`);
}
// The check sees a key that is none.
assert.ok(!isPack({ schema: 1, rule: [{ id: 'a', term: ['x'] }] }));
console.log(`${files.length + 1} passed, 0 failed`);
