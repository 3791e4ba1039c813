-- Old lines may go, from the first on: those below this number, for which a line of the log itself stands.
INSERT INTO counter (name, next) VALUES ('audit_line', 1);
${loses_its_beginning:audit_line};
