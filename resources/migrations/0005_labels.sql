-- Labels: what may be and what was spent for them and, until they are printed, ShipStation's answers with the PDF. A row begins
-- with the price that was confirmed, so that what is still under way counts; one that was never bought goes again.
CREATE TABLE label (
    merchant     ${blob} NOT NULL,
    operation    ${blob} NOT NULL PRIMARY KEY,
    order_id     BIGINT NOT NULL,
    shipment     BIGINT NOT NULL, -- 0: not known
    amount       BIGINT NOT NULL, -- cents
    begun_at     BIGINT NOT NULL,
    printed_at   BIGINT,
    sealed_reply ${blob}
);
CREATE INDEX label_of_order ON label (merchant, order_id);
CREATE INDEX label_by_time ON label (merchant, begun_at);
