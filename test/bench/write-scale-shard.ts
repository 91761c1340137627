/** `npm run bench:shard -- DIR [QUESTIONS]`: writes the shard of 200,000 questions (or of so many) that `npm run bench -- scale` measures, for trials by hand. */
import { existsSync } from 'node:fs';
import { fullScale, writeScaleShard } from './scale-shard.ts';

const [dir, asked] = process.argv.slice(2);
const questions = Number(asked ?? fullScale.questions);
if (dir === undefined || !Number.isInteger(questions) || questions < 100) {
  console.error('Usage: npm run bench:shard -- DIR [QUESTIONS, 100 at least]');
  process.exit(2);
}
if (existsSync(dir)) {
  console.error(`${dir} exists already and was left alone. Choose another name.`);
  process.exit(2);
}
const share = questions / fullScale.questions;
const size = {
  ...fullScale,
  questions,
  trajectories: Math.ceil(fullScale.trajectories * share),
  pool: Math.max(1, Math.min(16, Math.ceil(16 * share))),
};
const shard = await writeScaleShard(dir, size, (line) => console.error(line));
console.log(JSON.stringify(shard));
