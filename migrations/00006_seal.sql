-- +goose Up
-- An entry holds no personal value: only the digest of its detail, which stands apart and can be emptied.
ALTER TABLE audit_entry ADD COLUMN digest bytea NOT NULL DEFAULT '\x' CHECK (octet_length(digest) IN (0, 32));
CREATE INDEX audit_entry_act ON audit_entry (act, id);
CREATE INDEX audit_entry_person ON audit_entry (person, id);

CREATE TABLE audit_detail (
    entry     bigint PRIMARY KEY REFERENCES audit_entry (id),
    -- The persons whom the detail tells of: erasing one of them empties it.
    about     bigint[]    NOT NULL,
    salt      bytea       CHECK (octet_length(salt) = 16),
    detail    jsonb,
    erased_at timestamptz,
    CHECK ((erased_at IS NULL) = (detail IS NOT NULL) AND (detail IS NULL) = (salt IS NULL))
);
CREATE INDEX audit_detail_about ON audit_detail USING gin (about);

-- The chain over the entries, written behind the acts by one sealer.
CREATE TABLE audit_seal (
    n     bigint PRIMARY KEY CHECK (n >= 1),
    entry bigint NOT NULL UNIQUE REFERENCES audit_entry (id),
    hash  bytea  NOT NULL CHECK (octet_length(hash) = 32),
    at    timestamptz NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A detail may be emptied, by the function below alone, and otherwise stays as it was written.
-- +goose StatementBegin
CREATE FUNCTION refuse_detail_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.detail IS NOT NULL AND NEW.detail IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL
       AND NEW.entry = OLD.entry AND NEW.about = OLD.about THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_detail can only be emptied: % is refused', TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER only_emptied BEFORE UPDATE OR DELETE ON audit_detail FOR EACH ROW EXECUTE FUNCTION refuse_detail_change();
CREATE TRIGGER append_only BEFORE TRUNCATE ON audit_detail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Empties what the record says of a person, and writes down that it did. The chain stays whole: it is over the digests.
-- +goose StatementBegin
CREATE FUNCTION erase_person_detail(whom bigint, by_person bigint, by_part text, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    UPDATE audit_detail SET salt = NULL, detail = NULL, erased_at = moment WHERE about @> ARRAY[whom] AND detail IS NOT NULL;
    GET DIAGNOSTICS emptied = ROW_COUNT;
    INSERT INTO audit_entry (at, person, part, act, subject) VALUES (moment, by_person, by_part, 'record.erase', 'person/' || whom);
    RETURN emptied;
END $$;
-- +goose StatementEnd

-- Empties details older than their time (client networks, failed sign-ins), and writes down how many.
-- +goose StatementBegin
CREATE FUNCTION erase_old_detail(acts text[], before timestamptz, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    UPDATE audit_detail d SET salt = NULL, detail = NULL, erased_at = moment
    FROM audit_entry e WHERE e.id = d.entry AND e.act = ANY (acts) AND e.at < before AND d.detail IS NOT NULL;
    GET DIAGNOSTICS emptied = ROW_COUNT;
    IF emptied > 0 THEN
        INSERT INTO audit_entry (at, person, part, act, subject) VALUES (moment, 0, '', 'record.expire', 'record/' || emptied);
    END IF;
    RETURN emptied;
END $$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION erase_person_detail, erase_old_detail FROM PUBLIC;

-- +goose Down
DROP FUNCTION erase_old_detail;
DROP FUNCTION erase_person_detail;
DROP TABLE audit_seal;
DROP TABLE audit_detail;
DROP FUNCTION refuse_detail_change();
DROP INDEX audit_entry_person;
DROP INDEX audit_entry_act;
ALTER TABLE audit_entry DROP COLUMN digest;
