import { expect, it } from 'vitest';
import { plainFormat } from '../../../../main/formats/plain/plain-format.ts';
import type { QuestionEdit, RecordFormat } from '../../../../main/formats/records/record-format.ts';
import { videoR1Format } from '../../../../main/formats/video-r1/video-r1-format.ts';
import { vsibenchFormat } from '../../../../main/formats/vsibench/vsibench-format.ts';

const choice: QuestionEdit = {
  text: 'Is it left or right of the "bed"?',
  answer: 'right',
  options: [
    { letter: 'A', text: 'left' },
    { letter: 'B', text: 'right' },
  ],
  letter: 'B',
};
const open: QuestionEdit = { text: 'How far?', answer: '2.5', options: [], letter: null };

function change(format: RecordFormat, text: string, edit: QuestionEdit): string {
  return format.changed(text, { edits: new Map([[0, edit]]), dropped: new Set() });
}

it('an edit of a VSI-Bench line keeps numbers, unknown members, order and blanks', () => {
  const line =
    '{"id":7, "extra": 1.50,"dataset":"d","scene_name":"s","question_type":"t","question":"?","ground_truth":"A","options":["A. a","B. b"]}';
  expect(change(vsibenchFormat, line, choice)).toBe(
    '{"id":7, "extra": 1.50,"dataset":"d","scene_name":"s","question_type":"t","question":"Is it left or right of the \\"bed\\"?","ground_truth":"B","options":["A. left","B. right"]}',
  );
  expect(change(vsibenchFormat, line.replace('["A. a","B. b"]', 'null'), open)).toContain(
    '"question":"How far?","ground_truth":"2.5","options":null}',
  );
});

it('an edit of a Video-R1 record keeps the thoughts around its answer', () => {
  const record = (solution: string, options: string) =>
    `{\n  "problem_id": 1.0,\n  "problem": "?",\n  "problem_type": "x",\n  "options": ${options},\n  "solution": "${solution}"\n}`;
  expect(change(videoR1Format, record('<think>so</think><answer>A</answer>', '["A. a", "B. b"]'), choice)).toBe(
    record('<think>so</think><answer>B</answer>', '["A. left", "B. right"]').replace('"?"', '"Is it left or right of the \\"bed\\"?"'),
  );
  expect(change(videoR1Format, record('<answer> 1 </answer>', '[]'), open)).toBe(
    record('<answer> 2.5 </answer>', '[]').replace('"?"', '"How far?"'),
  );
});

it('an edit of a plain record keeps the kinds of its values', () => {
  expect(change(plainFormat, '{"q": 0, "question": "?", "answer": 1, "tags": ["x"]}', open)).toBe(
    '{"q": 0, "question": "How far?", "answer": 2.5, "tags": ["x"]}',
  );
  expect(change(plainFormat, '{"question": "?", "choices": ["a", "b"], "answer": "a"}', choice)).toBe(
    '{"question": "Is it left or right of the \\"bed\\"?", "choices": ["left", "right"], "answer": "right"}',
  );
});
