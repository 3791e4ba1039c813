-- Postage. What a merchant's funded carriers held, a row for each change that was read; in minor units.
CREATE TABLE balance (
    merchant ${blob} NOT NULL,
    wallet BIGINT NOT NULL,
    at BIGINT NOT NULL,
    minor BIGINT NOT NULL,
    PRIMARY KEY (merchant, wallet, at)
);
-- Top-ups that were begun: what became of each stands in the journal.
CREATE TABLE topup (
    merchant ${blob} NOT NULL,
    operation ${blob} NOT NULL,
    wallet BIGINT NOT NULL,
    at BIGINT NOT NULL,
    minor BIGINT NOT NULL,
    PRIMARY KEY (merchant, operation)
);
CREATE INDEX topup_at ON topup (merchant, at);
