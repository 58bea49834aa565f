CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE edition (
	id INTEGER NOT NULL, 
	"key" VARCHAR(300) NOT NULL, 
	title TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	address TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	published_on VARCHAR(10) NOT NULL, 
	compiled_on DATE NOT NULL, 
	licence TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	changes TEXT NOT NULL, 
	known_defects TEXT NOT NULL, 
	loaded_at DATETIME NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	origin VARCHAR(12) NOT NULL, 
	observations INTEGER NOT NULL, service VARCHAR(80) DEFAULT '' NOT NULL, ended_at DATETIME, withdrawn BOOLEAN DEFAULT false NOT NULL, salt VARCHAR(32) DEFAULT '' NOT NULL, seal VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_edition PRIMARY KEY (id), 
	CONSTRAINT ck_edition_ck_edition_status CHECK (status IN ('current', 'superseded')), 
	CONSTRAINT ck_edition_ck_edition_origin CHECK (origin IN ('shipped', 'loaded'))
);
CREATE TABLE observation (
	edition_id INTEGER NOT NULL, 
	indicator VARCHAR(80) NOT NULL, 
	area_code VARCHAR(12) NOT NULL, 
	period VARCHAR(12) NOT NULL, 
	value FLOAT, 
	count INTEGER, 
	population INTEGER, 
	state VARCHAR(16) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_observation PRIMARY KEY (edition_id, indicator, area_code, period), 
	CONSTRAINT fk_observation_edition_id_edition FOREIGN KEY(edition_id) REFERENCES edition (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE comparator_lists (
	id INTEGER NOT NULL, 
	slug VARCHAR(300) NOT NULL, 
	title TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	note TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	added_by TEXT NOT NULL, 
	withdrawn_at DATETIME, 
	last_change INTEGER NOT NULL, 
	CONSTRAINT pk_comparator_lists PRIMARY KEY (id)
);
CREATE TABLE comparator_neighbours (
	list_id INTEGER NOT NULL, 
	area_code VARCHAR(12) NOT NULL, 
	position INTEGER NOT NULL, 
	neighbour_code VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_comparator_neighbours PRIMARY KEY (list_id, area_code, position), 
	CONSTRAINT fk_comparator_neighbours_list_id_comparator_lists FOREIGN KEY(list_id) REFERENCES comparator_lists (id)
)
 WITHOUT ROWID

;
CREATE TABLE targets (
	id INTEGER NOT NULL, 
	service VARCHAR(80) NOT NULL, 
	indicator VARCHAR(80) NOT NULL, 
	area_code VARCHAR(12) NOT NULL, 
	value FLOAT NOT NULL, 
	unit TEXT NOT NULL, 
	set_on DATE NOT NULL, 
	note TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	added_by TEXT NOT NULL, 
	withdrawn_at DATETIME, 
	last_change INTEGER NOT NULL, 
	CONSTRAINT pk_targets PRIMARY KEY (id)
);
CREATE TABLE records (
	kind VARCHAR(40) NOT NULL, 
	id TEXT NOT NULL, 
	service VARCHAR(80) NOT NULL, 
	version INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	created_in INTEGER NOT NULL, 
	changed_in INTEGER NOT NULL, 
	CONSTRAINT pk_records PRIMARY KEY (kind, id)
)
 WITHOUT ROWID

;
CREATE TABLE files (
	sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_files PRIMARY KEY (sha256)
)
 WITHOUT ROWID

;
CREATE TABLE history (
	number INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	who TEXT NOT NULL, 
	person TEXT NOT NULL, 
	identity TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	item TEXT NOT NULL, 
	service VARCHAR(80) NOT NULL, 
	label TEXT NOT NULL, 
	field VARCHAR(80) NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	why TEXT NOT NULL, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (number)
);
CREATE TABLE local_observation (
	edition_id INTEGER NOT NULL, 
	indicator VARCHAR(80) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	period VARCHAR(12) NOT NULL, 
	"group" VARCHAR(80) NOT NULL, 
	value FLOAT, 
	count INTEGER, 
	denominator INTEGER, 
	state VARCHAR(16) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_local_observation PRIMARY KEY (edition_id, indicator, place, period, "group"), 
	CONSTRAINT fk_local_observation_edition_id_edition FOREIGN KEY(edition_id) REFERENCES edition (id)
)
 WITHOUT ROWID

;
CREATE UNIQUE INDEX uq_edition_current_key ON edition ("key") WHERE status = 'current';
CREATE INDEX ix_observation_indicator ON observation (indicator, edition_id);
CREATE INDEX ix_comparator_lists_last_change ON comparator_lists (last_change);
CREATE UNIQUE INDEX uq_comparator_lists_slug_in_use ON comparator_lists (slug) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_targets_last_change ON targets (last_change);
CREATE INDEX ix_records_created_in ON records (created_in);
CREATE INDEX ix_history_item ON history (kind, item);
CREATE INDEX ix_local_observation_indicator ON local_observation (indicator, edition_id);
CREATE TRIGGER history_update_guard BEFORE UPDATE ON history WHEN TRUE BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER history_delete_guard BEFORE DELETE ON history WHEN TRUE BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER history_insert_guard BEFORE INSERT ON history WHEN NEW.number <> COALESCE((SELECT MAX(number) FROM history), 0) + 1 OR NEW.previous_hash <> COALESCE((SELECT hash FROM history ORDER BY number DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000') BEGIN SELECT RAISE(ABORT, 'history only grows at its end'); END;
CREATE TRIGGER records_update_guard BEFORE UPDATE ON records WHEN OLD.kind IN ('update', 'acknowledgement', 'decision') OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id OR NEW.created_in <> OLD.created_in OR NEW.version <> OLD.version + 1 OR NEW.changed_in <= OLD.changed_in OR NEW.changed_in <> COALESCE((SELECT MAX(number) FROM history), 0) BEGIN SELECT RAISE(ABORT, 'this record is never changed so'); END;
CREATE TRIGGER records_delete_guard BEFORE DELETE ON records WHEN TRUE BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;
CREATE TRIGGER records_insert_guard BEFORE INSERT ON records WHEN EXISTS (SELECT 1 FROM records WHERE kind = NEW.kind AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'this record is there already'); END;
CREATE TRIGGER files_update_guard BEFORE UPDATE ON files WHEN TRUE BEGIN SELECT RAISE(ABORT, 'files are never changed'); END;
CREATE TRIGGER files_delete_guard BEFORE DELETE ON files WHEN TRUE BEGIN SELECT RAISE(ABORT, 'files are never deleted'); END;
CREATE TRIGGER files_insert_guard BEFORE INSERT ON files WHEN EXISTS (SELECT 1 FROM files WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'this file is there already'); END;
INSERT INTO alembic_version VALUES ('0005');
