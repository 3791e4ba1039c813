-- Splits: what belongs together of the journal's operations. Their steps carry the split's id as batch. A purpose and a state are
-- their numbers in core/splitsteps.h.
CREATE TABLE split (
    merchant ${blob} NOT NULL,
    number BIGINT NOT NULL,
    split ${blob} NOT NULL,
    purpose BIGINT NOT NULL,
    state BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    sealed_plan ${blob} NOT NULL,
    sealed_findings ${blob} NOT NULL,
    PRIMARY KEY (merchant, number)
);
CREATE UNIQUE INDEX split_id ON split (split);

-- The original (place 0) and its children (1, 2, ...).
CREATE TABLE split_order (
    split ${blob} NOT NULL,
    place BIGINT NOT NULL,
    merchant ${blob} NOT NULL,
    order_id BIGINT NOT NULL,
    claimed BIGINT NOT NULL,
    PRIMARY KEY (split, place)
);
CREATE INDEX split_order_id ON split_order (merchant, order_id);
-- While a split is not settled its orders are its own: no other one, and no correction, begins on them.
CREATE UNIQUE INDEX split_claim ON split_order (merchant, order_id) WHERE claimed = 1;
INSERT INTO counter (name, next) VALUES ('split', 1);
