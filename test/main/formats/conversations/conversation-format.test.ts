import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationFormat } from '../../../../main/formats/conversations/conversation-format.ts';
import type { QuestionEdit, RecordChanges } from '../../../../main/formats/records/record-format.ts';

const asks = 'Measuring from the closest point of each object, what is the distance between the sofa and the bed (in meters)?';

type Exchange = readonly [asked: string, reply: string];

function conversation(...turns: readonly Exchange[]) {
  const conversations = turns.flatMap(([asked, reply]) => [
    { from: 'human', value: asked },
    { from: 'gpt', value: reply },
  ]);
  return { id: 'sims_x', conversations, type: 'mc', video: 'val/000002/rgb__0.mp4' };
}

function read(...turns: readonly Exchange[]) {
  return conversationFormat.questions(conversation(...turns)).map(({ content }) => content);
}

function change(changes: Partial<RecordChanges>, text: string): string {
  return conversationFormat.changed(text, { edits: changes.edits ?? new Map(), dropped: changes.dropped ?? new Set() });
}

const edit: QuestionEdit = {
  text: 'How far is the "lamp"?',
  answer: '2.5',
  options: [
    { letter: 'A', text: '1.0' },
    { letter: 'B', text: '2.5' },
  ],
  letter: 'B',
};

describe('a training conversation', () => {
  it('gives question, options and answer whatever tokens and prompts are around them', () => {
    const options = 'A. 0.7\nB. 1.2\nC. 1.4\nD. 0.4';
    const bare = { text: asks, answer: '0.7', letter: 'A', roles: { object_1: 'sofa', object_2: 'bed' } };
    for (const [asked, reply] of [
      [`${asks}\n${options}`, 'A'],
      [`<image>\n${asks}\n${options}`, 'A. 0.7'],
      [
        `<video>\nThese are frames of a video.\n${asks}\nOptions:\n${options}\nAnswer with the option's letter from the given choices directly.`,
        'A.',
      ],
      [`These are frames of a video.\n${asks}\n(A) 0.7\n(B) 1.2\n\nPlease respond with only the letter of the correct answer.`, '(A)'],
      [`${asks}\r\n${options.replaceAll('\n', '\r\n')}\r\n<image>`, '0.7'],
    ] as const) {
      const [content] = read([asked, reply]);
      expect({ text: content?.text, answer: content?.answer, letter: content?.letter }).toEqual({
        text: bare.text,
        answer: bare.answer,
        letter: bare.letter,
      });
      expect(Object.values(content?.roles ?? {})).toEqual(['sofa', 'bed']);
      expect(content?.options[1]).toEqual({ letter: 'B', text: '1.2' });
    }
    const [open] = read([`<image>${asks}\nPlease answer the question using a single word or phrase.`, ' 0.7 ']);
    expect([open?.text, open?.answer, open?.letter, open?.options]).toEqual([asks, '0.7', null, []]);
  });

  it('keeps further lines of a question, and tells SIMS-V houses from single videos', () => {
    const rule = 'If there are multiple instances of an object category, use the pair of instances with the shortest distance.';
    expect(read([`${asks}\n${rule}\nA. 1\nB. 2`, 'B'])[0]?.text).toBe(`${asks}\n${rule}`);
    const about = (video: string) => conversationFormat.questions({ ...conversation([asks, '1']), video })[0]?.about;
    expect(about('val/000002/rgb__left.mp4')).toEqual({ scene: 'val/000002', trajectory: 'left', video: 'val/000002/rgb__left.mp4' });
    expect(about('scannet/scene0011_00.mp4')).toEqual({
      scene: 'scannet/scene0011_00',
      trajectory: '0',
      video: 'scannet/scene0011_00.mp4',
    });
    expect(about('../../etc/passwd')).toEqual({ scene: 'etc/passwd', trajectory: '0', video: null });
    expect(about('/data/a.mp4')).toMatchObject({ video: null });
  });

  it('with a reply that names no option, or without a reply, is no question', () => {
    expect(() => read([`${asks}\nA. 1\nB. 2`, 'E. 7'])).toThrow(/names none of the options/);
    expect(() => conversationFormat.questions({ conversations: [{ from: 'human', value: asks }, null, 7] })).toThrow(/no question/);
    expect(conversationFormat.isRecord({ conversations: 'no' })).toBe(false);
  });

  it('changes in an edited question only what the edit changes, in the style of the record', () => {
    const turn = `<image>\nThese are frames of a video.\n${asks}\nOptions:\n(A) 1.0\n(B) 2.0\nAnswer with the letter.`;
    const text = JSON.stringify({ weird: '\u00e9 <b>', n: 1.5, ...conversation([turn, 'A. 1.0'], ['And the other?', 'yes']) }, null, 2);
    const changed = change({ edits: new Map([[0, edit]]) }, text);
    const again = JSON.parse(changed) as ReturnType<typeof conversation>;
    expect(again.conversations.map(({ value }) => value)).toEqual([
      '<image>\nThese are frames of a video.\nHow far is the "lamp"?\nOptions:\n(A) 1.0\n(B) 2.5\nAnswer with the letter.',
      'B. 2.5',
      'And the other?',
      'yes',
    ]);
    const untouched = (json: string) => json.split('\n').filter((line) => !line.includes('"value"'));
    expect(untouched(changed)).toEqual(untouched(text));
  });

  it('loses only the turns that are left out, and the media token moves to the first that stays', () => {
    const all = conversation([`<image>\nOne?`, '1'], ['Two?', '2'], ['Three?', '3']);
    fc.assert(
      fc.property(fc.subarray([0, 1, 2], { maxLength: 2 }), fc.constantFrom(undefined, 2), (out, indent) => {
        const again = JSON.parse(change({ dropped: new Set(out) }, JSON.stringify(all, null, indent))) as ReturnType<typeof conversation>;
        const stay = [0, 1, 2].filter((part) => !out.includes(part));
        const expected = stay.flatMap((part, index) => [
          `${index === 0 ? '<image>\n' : ''}${['One?', 'Two?', 'Three?'][part]}`,
          String(part + 1),
        ]);
        expect(again.conversations.map(({ value }) => value)).toEqual(expected);
      }),
    );
  });

  it('reads back what an edit wrote, whatever the texts', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc é"\\<>&?'), minLength: 1, maxLength: 12 }).map((text) => `x${text}`.trim());
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), fc.boolean(), (text, choices, isLetterOnly) => {
        const options = choices.map((choice, index) => ({ letter: String.fromCharCode(65 + index), text: choice }));
        const record = JSON.stringify(conversation([`<image>\nOld?\nA. 1\nB. 2\nReply with the letter.`, isLetterOnly ? 'A' : 'A. 1']));
        const changed = change({ edits: new Map([[0, { text, options, letter: 'B', answer: choices[1] as string }]]) }, record);
        const [found] = conversationFormat.questions(JSON.parse(changed) as Record<string, unknown>);
        expect(found?.content).toMatchObject({ text, options, letter: 'B', answer: choices[1] });
      }),
    );
  });
});
