-- +goose Up
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Dutch words, without their accents.
CREATE TEXT SEARCH CONFIGURATION nl (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION nl
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;

-- A form's key: what a person sends twice is done once. The subject is where the first was sent.
CREATE TABLE act_once (
    key     bytea       PRIMARY KEY CHECK (octet_length(key) = 16),
    person  bigint      NOT NULL,
    act     text        NOT NULL CHECK (act <> ''),
    subject text        NOT NULL DEFAULT '',
    at      timestamptz NOT NULL
);
CREATE INDEX act_once_at ON act_once (at);

CREATE TABLE audit_entry (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    person  bigint      NOT NULL,
    part    text        NOT NULL,
    act     text        NOT NULL CHECK (act <> ''),
    subject text        NOT NULL CHECK (subject <> '')
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, id);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE audit_entry;
DROP FUNCTION refuse_change();
DROP TABLE act_once;
DROP TEXT SEARCH CONFIGURATION nl;
DROP EXTENSION pg_trgm;
DROP EXTENSION unaccent;
