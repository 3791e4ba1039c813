-- A merchant is its 16 bytes; 16 zero bytes stand for the profile itself. Times are UTC milliseconds.
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);
INSERT INTO counter (name, next) VALUES ('chunk', 1), ('change', 1);

CREATE TABLE vault_header (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    generation BIGINT NOT NULL,
    header ${blob} NOT NULL
);

CREATE TABLE unlock_failures (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE merchant_key (
    merchant ${blob} NOT NULL PRIMARY KEY,
    generation BIGINT NOT NULL,
    wrapped ${blob} NOT NULL
);

CREATE TABLE sealed_field (
    merchant ${blob} NOT NULL,
    field TEXT NOT NULL,
    sealed ${blob} NOT NULL,
    PRIMARY KEY (merchant, field)
);

-- Appended in the order of arrival; the key's index is small beside the blobs.
CREATE TABLE order_chunk (
    merchant ${blob} NOT NULL,
    chunk BIGINT NOT NULL,
    change BIGINT NOT NULL,
    sealed ${blob} NOT NULL,
    PRIMARY KEY (merchant, chunk)
);
CREATE INDEX order_chunk_change ON order_chunk (merchant, change, chunk);

CREATE TABLE queue_snapshot (
    merchant ${blob} NOT NULL PRIMARY KEY,
    change BIGINT NOT NULL,
    pages BIGINT NOT NULL
);

CREATE TABLE queue_page (
    merchant ${blob} NOT NULL,
    page BIGINT NOT NULL,
    sealed ${blob} NOT NULL,
    PRIMARY KEY (merchant, page)
);

CREATE TABLE sync_mark (
    merchant ${blob} NOT NULL,
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (merchant, name)
);

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
