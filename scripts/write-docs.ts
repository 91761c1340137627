/** `node scripts/write-docs.ts [--check]`: writes the pages of docs/ that are made from the code, or says whether they are up to date (exit code 1 if not). */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { questionTypesPage } from './question-types-page.ts';

const file = path.resolve(import.meta.dirname, '..', 'docs', 'question-types.md');
const page = questionTypesPage();
const isCurrent = readFileSync(file, 'utf8') === page;
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (!isCurrent) {
  console.error('docs/question-types.md is not what the registry says. Run: npm run docs');
  process.exitCode = 1;
}
