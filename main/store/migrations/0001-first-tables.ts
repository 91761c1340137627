/**
 * The first tables. Foreign keys run down from shard to question so that nothing dangles; `decision` has none on purpose: a log may name
 * questions of a shard that this workspace has not imported. `verdict_count` spares every
 * decision a count over all questions; an import adds to it once per file (a trigger per row would cost more than the row).
 */
export const firstTables = `
CREATE TABLE shard (
  id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, format TEXT NOT NULL, convention TEXT NOT NULL, imported_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE scene (
  id TEXT PRIMARY KEY, shard_id TEXT NOT NULL REFERENCES shard(id), folder TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (shard_id, folder)
) STRICT;

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY, shard_id TEXT NOT NULL REFERENCES shard(id), scene_id TEXT NOT NULL REFERENCES scene(id),
  path TEXT NOT NULL, size_bytes INTEGER NOT NULL, sha256 TEXT, UNIQUE (shard_id, path)
) STRICT;
CREATE INDEX source_file_scene ON source_file(scene_id);

CREATE TABLE trajectory (
  id TEXT PRIMARY KEY, scene_id TEXT NOT NULL REFERENCES scene(id), name TEXT NOT NULL, fps REAL NOT NULL, frame_count INTEGER NOT NULL,
  camera TEXT, video_path TEXT, poses BLOB NOT NULL, UNIQUE (scene_id, name)
) STRICT;

CREATE TABLE frame (
  trajectory_id TEXT NOT NULL REFERENCES trajectory(id), frame INTEGER NOT NULL, sightings BLOB NOT NULL, PRIMARY KEY (trajectory_id, frame)
) STRICT;

CREATE TABLE sighting (
  trajectory_id TEXT NOT NULL REFERENCES trajectory(id), object_index INTEGER NOT NULL, first_visible_frame INTEGER NOT NULL,
  last_visible_frame INTEGER NOT NULL, best_frame INTEGER NOT NULL, peak_fraction REAL NOT NULL, first_salient_frame INTEGER,
  salient_frame_count INTEGER NOT NULL, visible_frame_count INTEGER NOT NULL, PRIMARY KEY (trajectory_id, object_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scene_id TEXT NOT NULL REFERENCES scene(id),
  trajectory_id TEXT NOT NULL REFERENCES trajectory(id), task TEXT NOT NULL, source_file_id INTEGER NOT NULL REFERENCES source_file(id),
  byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL, line INTEGER NOT NULL, content_hash TEXT NOT NULL, stored TEXT NOT NULL,
  agreement TEXT NOT NULL CHECK (agreement IN ('agree', 'disagree', 'undecidable')), margin_score REAL
) STRICT;
CREATE INDEX question_source ON question(source_file_id, byte_offset);

CREATE TABLE question_state (
  seq INTEGER PRIMARY KEY REFERENCES question(seq), scene_id TEXT NOT NULL, task TEXT NOT NULL,
  verdict TEXT NOT NULL DEFAULT 'undecided' CHECK (verdict IN ('undecided', 'approved', 'rejected', 'edited', 'skipped')),
  is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)), text TEXT NOT NULL, answer TEXT NOT NULL, edited TEXT,
  content_hash TEXT NOT NULL, agreement TEXT NOT NULL, margin_score REAL,
  margin_order REAL NOT NULL GENERATED ALWAYS AS (coalesce(margin_score, 2.0)) VIRTUAL
) STRICT;
CREATE INDEX question_state_margin ON question_state(margin_order, seq);
CREATE INDEX question_state_verdict ON question_state(verdict, seq);
CREATE INDEX question_state_verdict_margin ON question_state(verdict, margin_order, seq);
CREATE INDEX question_state_task ON question_state(task, margin_order, seq);
CREATE INDEX question_state_scene ON question_state(scene_id, seq);
CREATE INDEX question_state_flagged ON question_state(seq) WHERE is_flagged = 1;

CREATE TABLE verdict_count (verdict TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO verdict_count VALUES ('undecided', 0), ('approved', 0), ('rejected', 0), ('edited', 0), ('skipped', 0);
CREATE TRIGGER verdict_count_moves AFTER UPDATE OF verdict ON question_state WHEN old.verdict <> new.verdict BEGIN
  UPDATE verdict_count SET count = count - 1 WHERE verdict = old.verdict;
  UPDATE verdict_count SET count = count + 1 WHERE verdict = new.verdict;
END;

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, question_id TEXT NOT NULL, question_hash TEXT NOT NULL,
  reviewer TEXT NOT NULL, clock TEXT NOT NULL UNIQUE, operation TEXT NOT NULL, payload TEXT NOT NULL, evidence TEXT,
  tool_version TEXT NOT NULL, target_id TEXT
) STRICT;
CREATE INDEX decision_question ON decision(question_id, clock);
CREATE INDEX decision_reviewer ON decision(reviewer, clock);
CREATE INDEX decision_target ON decision(target_id, clock) WHERE target_id IS NOT NULL;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE TABLE problem (
  id INTEGER PRIMARY KEY, shard_id TEXT NOT NULL REFERENCES shard(id), scene_folder TEXT, phase TEXT NOT NULL CHECK (phase IN ('read', 'recheck')),
  file TEXT, line INTEGER, item TEXT, code TEXT NOT NULL, message TEXT NOT NULL
) STRICT;
CREATE INDEX problem_scene ON problem(shard_id, scene_folder);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;
