import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { askDataset } from '../../main/ask/ask-dataset.ts';
import { checkQuestion } from '../../main/verify/check-question.ts';
import { openQuestionSource } from '../../main/verify/open-source.ts';
import type { QuestionGroup } from '../../main/verify/question-source.ts';
import { verifyQuestions } from '../../main/verify/verify-questions.ts';
import { conventions } from '../../shared/questions/conventions/index.ts';
import { simsvTasks } from '../../shared/questions/task-lists.ts';
import { writeDataset } from '../fixtures/a-dataset.ts';
import { referenceData } from '../fixtures/reference-data.ts';
import { type BenchEntry, durationEntry, latencyEntry } from './measure.ts';

/** Milliseconds per 1,000 questions of the official Python code on one Xeon core: its generators on parsed annotations, and its whole stage from files. */
const peerMs = { parsed: 190, files: 1550 };
const repeats = 12;
/** Repeats that only warm up. */
const warmUps = 3;

/** Milliseconds per 1,000 questions: to derive and compare on parsed annotations, to verify from files, and to ask all types from files. */
export async function benchQuestions(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  try {
    const dataset = path.join(folder, 'dataset');
    const reference = referenceData('simsv-peer', 'dataset');
    if (reference === null) await writeDataset(dataset);
    else cpSync(reference, dataset, { recursive: true, filter: (file) => !file.endsWith('.mp4') });
    const verify = await verifyRates(dataset);
    return {
      'questions.derive-verify-per-1000': besidePeer(durationEntry(await deriveRates(dataset), 20), peerMs.parsed),
      'questions.derive-verify-sightline-per-1000': durationEntry(await deriveRates(dataset, 'sightline'), 20),
      'questions.verify-from-files-per-1000': latencyEntry(verify),
      'questions.ask-from-files-per-1000': besidePeer(durationEntry(await askRates(dataset), 150), peerMs.files),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function besidePeer(entry: BenchEntry, peer: number): BenchEntry {
  return { ...entry, beside: { 'sims-v': { median: peer, ratio: Math.round((10 * peer) / entry.median) / 10 } } };
}

/** Every repeat sees new view objects, so that its lookup tables are built again. */
async function deriveRates(dataset: string, convention?: keyof typeof conventions): Promise<number[]> {
  const groups: QuestionGroup[] = [];
  for await (const group of (await openQuestionSource(dataset)).groups) groups.push(group);
  return timed(() => {
    let count = 0;
    for (const { view, whyNoView, convention: stored, questions } of groups) {
      const context = { view: view === null ? null : { ...view }, whyNoView, convention: conventions[convention ?? stored] };
      for (const question of questions) checkQuestion(question, context);
      count += questions.length;
    }
    return Promise.resolve(count);
  });
}

function verifyRates(dataset: string): Promise<number[]> {
  return timed(async () => (await verifyQuestions(await openQuestionSource(dataset))).questions);
}

function askRates(dataset: string): Promise<number[]> {
  for (const split of readdirSync(dataset)) rmSync(path.join(dataset, split, 'combined_qa_pairs.jsonl'), { force: true });
  const options = { directory: dataset, tasks: simsvTasks, perVideo: 5, seed: 42, convention: null, isCombined: false };
  return timed(async () => (await askDataset(options)).questions);
}

/** Milliseconds per 1,000 questions of each repeat after the warm-ups; `run` gives the number of questions. */
async function timed(run: () => Promise<number>): Promise<number[]> {
  const samplesMs: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const startMs = performance.now();
    const questions = await run();
    samplesMs.push(((performance.now() - startMs) * 1000) / questions);
  }
  return samplesMs.slice(warmUps);
}
