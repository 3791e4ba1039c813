-- What staff did: operations in the order in which they began. A kind and a state are their numbers in core/operation.h.
INSERT INTO counter (name, next) VALUES ('operation', 1);

CREATE TABLE journal (
    merchant ${blob} NOT NULL,
    number BIGINT NOT NULL,
    operation ${blob} NOT NULL,
    order_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    batch ${blob},
    state BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    quarantine_until BIGINT,
    sealed_plan ${blob} NOT NULL,
    sealed_findings ${blob} NOT NULL,
    PRIMARY KEY (merchant, number)
);
CREATE UNIQUE INDEX journal_operation ON journal (operation);
CREATE UNIQUE INDEX journal_number ON journal (number);
CREATE INDEX journal_order ON journal (merchant, order_id, number);
CREATE INDEX journal_batch ON journal (batch, number) WHERE batch IS NOT NULL;
CREATE INDEX journal_open ON journal (number) WHERE state IN (0, 1, 2, 3, 4, 9, 10);
-- One change to an order at a time: the database itself refuses a second one that blocks it.
CREATE UNIQUE INDEX journal_blocking ON journal (merchant, order_id) WHERE state IN (0, 1, 2, 3);

-- The book of acts is the profile's: it outlives its merchants.
CREATE TABLE audit_line (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    device TEXT NOT NULL,
    action TEXT NOT NULL,
    step TEXT NOT NULL,
    merchant ${blob} NOT NULL,
    order_id BIGINT NOT NULL,
    operation ${blob} NOT NULL,
    before_hash ${blob} NOT NULL,
    after_hash ${blob} NOT NULL,
    detail TEXT NOT NULL,
    previous ${blob} NOT NULL,
    hash ${blob} NOT NULL,
    signature ${blob} NOT NULL
);
${append_only:audit_line};
