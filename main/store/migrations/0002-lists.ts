/**
 * What lists narrow and order by: findings, objects and rooms of a question (once as judged on import, once as they stand), and who did what to it
 * last. Lists are answered from memory (`main/lists`), so that the wide indexes of the first tables are only a burden to imports. `question_text` finds
 * any substring of three characters or more; it is filled in the background up to `text_index.indexed_to`, and a trigger keeps that part true.
 */
export const listColumns = `
ALTER TABLE question ADD COLUMN findings INTEGER;
ALTER TABLE question ADD COLUMN objects TEXT NOT NULL DEFAULT '';
ALTER TABLE question ADD COLUMN rooms TEXT NOT NULL DEFAULT '';
ALTER TABLE question_state ADD COLUMN findings INTEGER;
ALTER TABLE question_state ADD COLUMN objects TEXT NOT NULL DEFAULT '';
ALTER TABLE question_state ADD COLUMN rooms TEXT NOT NULL DEFAULT '';
ALTER TABLE question_state ADD COLUMN disagreement REAL;
ALTER TABLE question_state ADD COLUMN reviewer TEXT;
ALTER TABLE question_state ADD COLUMN reject_reason TEXT;
ALTER TABLE question_state ADD COLUMN has_comment INTEGER NOT NULL DEFAULT 0 CHECK (has_comment IN (0, 1));
ALTER TABLE question_state ADD COLUMN changed_at_ms INTEGER;

DROP INDEX question_state_margin;
DROP INDEX question_state_verdict;
DROP INDEX question_state_verdict_margin;
DROP INDEX question_state_task;
DROP INDEX question_state_flagged;
CREATE INDEX question_state_task ON question_state(task);

CREATE TABLE text_index (indexed_to INTEGER NOT NULL) STRICT;
INSERT INTO text_index VALUES (0);
CREATE VIRTUAL TABLE question_text USING fts5(text, answer, content='question_state', content_rowid='seq', tokenize='trigram');
CREATE TRIGGER question_text_follows AFTER UPDATE OF text, answer ON question_state
WHEN (old.text <> new.text OR old.answer <> new.answer) AND old.seq <= (SELECT indexed_to FROM text_index) BEGIN
  INSERT INTO question_text(question_text, rowid, text, answer) VALUES ('delete', old.seq, old.text, old.answer);
  INSERT INTO question_text(rowid, text, answer) VALUES (new.seq, new.text, new.answer);
END;
`;
