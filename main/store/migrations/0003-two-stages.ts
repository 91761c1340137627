/**
 * Imports in two stages: questions are listed before their scene is read (`unchecked`, `scene.check_due`), frames stay in the shard (`frame_source`,
 * `frame_starts`; the rows of `frame` are what version 1 copied and are still read), media may be a part of a file, and files of questions need no scene.
 * `question_state` keeps its shape. Foreign keys are off while this runs, because tables that others refer to are made anew.
 */
export const twoStages = `
ALTER TABLE scene ADD COLUMN has_geometry INTEGER NOT NULL DEFAULT 1 CHECK (has_geometry IN (0, 1));
ALTER TABLE scene ADD COLUMN check_due TEXT CHECK (check_due IN ('read', 'judge'));
CREATE INDEX scene_due ON scene(shard_id) WHERE check_due IS NOT NULL;

ALTER TABLE trajectory ADD COLUMN video_offset INTEGER;
ALTER TABLE trajectory ADD COLUMN video_length INTEGER;
ALTER TABLE trajectory ADD COLUMN frame_source TEXT;
ALTER TABLE trajectory ADD COLUMN frame_starts BLOB;
ALTER TABLE trajectory ADD COLUMN bounds_starts BLOB;

CREATE TABLE source_file_2 (
  id INTEGER PRIMARY KEY, shard_id TEXT NOT NULL REFERENCES shard(id), scene_id TEXT REFERENCES scene(id), path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, sha256 TEXT, has_questions INTEGER NOT NULL CHECK (has_questions IN (0, 1)),
  is_complete INTEGER NOT NULL DEFAULT 1 CHECK (is_complete IN (0, 1)), UNIQUE (shard_id, path)
) STRICT;
INSERT INTO source_file_2 SELECT id, shard_id, scene_id, path, size_bytes, sha256, path GLOB '*/qa_pairs_*.jsonl', 1 FROM source_file;
DROP TABLE source_file;
ALTER TABLE source_file_2 RENAME TO source_file;
CREATE INDEX source_file_scene ON source_file(scene_id);

CREATE TABLE question_2 (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scene_id TEXT NOT NULL REFERENCES scene(id),
  trajectory_id TEXT NOT NULL REFERENCES trajectory(id), task TEXT NOT NULL, source_file_id INTEGER NOT NULL REFERENCES source_file(id),
  byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL, line INTEGER NOT NULL, part INTEGER NOT NULL DEFAULT 0,
  content_hash TEXT NOT NULL, stored TEXT NOT NULL,
  agreement TEXT NOT NULL CHECK (agreement IN ('unchecked', 'agree', 'disagree', 'undecidable')), margin_score REAL,
  findings INTEGER, objects TEXT NOT NULL DEFAULT '', rooms TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO question_2 SELECT seq, id, scene_id, trajectory_id, task, source_file_id, byte_offset, byte_length, line, 0,
  content_hash, stored, agreement, margin_score, findings, objects, rooms FROM question;
DROP TABLE question;
ALTER TABLE question_2 RENAME TO question;
CREATE INDEX question_source ON question(source_file_id, line, part);

CREATE TABLE problem_2 (
  id INTEGER PRIMARY KEY, shard_id TEXT NOT NULL REFERENCES shard(id), scene_folder TEXT,
  phase TEXT NOT NULL CHECK (phase IN ('read', 'recheck', 'check')), file TEXT, line INTEGER, item TEXT, code TEXT NOT NULL, message TEXT NOT NULL
) STRICT;
INSERT INTO problem_2 SELECT id, shard_id, scene_folder, phase, file, line, item, code, message FROM problem;
DROP TABLE problem;
ALTER TABLE problem_2 RENAME TO problem;
CREATE INDEX problem_scene ON problem(shard_id, scene_folder);
`;
