-- +goose Up
-- Regulations, rounds, and applications from draft to dossier.

CREATE TABLE grant_regulation (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- These are pages of their own under /subsidies.
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND slug NOT IN ('wijzer', 'toegekend')),
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2,6}$'),
    demo boolean NOT NULL DEFAULT false
);

CREATE TABLE grant_version (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    regulation bigint  NOT NULL REFERENCES grant_regulation (id),
    number     integer NOT NULL CHECK (number >= 1),
    first_day  date    NOT NULL,
    last_day   date,
    -- What rules look at stands beside the terms, and agrees with them.
    envelope   text,
    emergency  boolean NOT NULL,
    max_amount bigint  NOT NULL CHECK (max_amount > 0),
    max_share  integer NOT NULL CHECK (max_share BETWEEN 1 AND 10000),
    light      boolean NOT NULL,
    -- All that the version says, its questions too: see grant.Terms.
    terms      jsonb   NOT NULL,
    drafted_by bigint  NOT NULL,
    drafted_at timestamptz NOT NULL,
    published_by bigint,
    published_at timestamptz,
    UNIQUE (regulation, number),
    UNIQUE (id, regulation),
    CHECK (last_day >= first_day),
    CHECK ((published_by IS NULL) = (published_at IS NULL)),
    CHECK (NOT light OR max_amount <= 100000),
    -- Emergency aid is paid from emergency envelopes, and nothing else is.
    CHECK (envelope IS NOT NULL OR NOT emergency),
    CHECK (max_amount = (terms ->> 'MaxAmount')::bigint AND max_share = (terms ->> 'MaxShare')::integer AND light = (terms ->> 'Light')::boolean
           AND emergency = (terms ->> 'Emergency')::boolean AND coalesce(envelope, '') = terms ->> 'Envelope'),
    FOREIGN KEY (envelope, emergency) REFERENCES budget_kind (id, emergency)
);
-- Of a regulation one version is without an end, and one is a draft.
CREATE UNIQUE INDEX grant_version_last ON grant_version (regulation) WHERE published_at IS NOT NULL AND last_day IS NULL;
CREATE UNIQUE INDEX grant_version_draft ON grant_version (regulation) WHERE published_at IS NULL;

-- A version that was published stands: another state asks for another version.
-- +goose StatementBegin
CREATE FUNCTION grant_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.published_at IS NULL OR
        (NEW.id, NEW.regulation, NEW.number, NEW.first_day, NEW.envelope, NEW.emergency, NEW.max_amount, NEW.max_share, NEW.light, NEW.terms, NEW.published_at)
        IS NOT DISTINCT FROM
        (OLD.id, OLD.regulation, OLD.number, OLD.first_day, OLD.envelope, OLD.emergency, OLD.max_amount, OLD.max_share, OLD.light, OLD.terms, OLD.published_at)) THEN
        RETURN NEW; -- a draft, or the last day of one that another follows
    ELSIF TG_OP = 'DELETE' AND OLD.published_at IS NULL THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a published version stands: % is refused', TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON grant_version FOR EACH ROW EXECUTE FUNCTION grant_version_stands();
CREATE TRIGGER append_only BEFORE TRUNCATE ON grant_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE grant_round (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version    bigint NOT NULL REFERENCES grant_version (id),
    title      text   NOT NULL CHECK (title <> ''),
    opens_at   timestamptz NOT NULL,
    closes_at  timestamptz NOT NULL,
    grace      integer NOT NULL DEFAULT 60 CHECK (grace BETWEEN 0 AND 900),
    -- What the round can grant at most, in cents; zero where only the envelope bounds it.
    money      bigint NOT NULL DEFAULT 0 CHECK (money >= 0),
    drafted_by bigint NOT NULL,
    drafted_at timestamptz NOT NULL,
    opened_by  bigint,
    opened_at  timestamptz,
    demo       boolean NOT NULL DEFAULT false,
    CHECK (closes_at > opens_at),
    CHECK ((opened_by IS NULL) = (opened_at IS NULL))
);
CREATE INDEX grant_round_closes ON grant_round (closes_at);
CREATE INDEX grant_round_version ON grant_round (version);

-- Each extension of a round, with what the public is told.
CREATE TABLE grant_extension (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round    bigint NOT NULL REFERENCES grant_round (id),
    was      timestamptz NOT NULL,
    becomes  timestamptz NOT NULL,
    notice   text   NOT NULL CHECK (notice <> ''),
    person   bigint NOT NULL,
    at       timestamptz NOT NULL,
    CHECK (becomes > was)
);
CREATE INDEX grant_extension_round ON grant_extension (round, id);

CREATE TABLE dossier_counter (
    year integer PRIMARY KEY,
    last integer NOT NULL CHECK (last >= 0)
);

CREATE TABLE grant_application (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association bigint NOT NULL REFERENCES association (id),
    round       bigint NOT NULL REFERENCES grant_round (id),
    version     bigint NOT NULL REFERENCES grant_version (id),
    status      text   NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'checking', 'incomplete', 'supplemented', 'inadmissible',
                    'assessing', 'advising', 'proposed', 'on_agenda', 'granted', 'refused', 'withdrawn', 'lapsed', 'reporting', 'reviewing', 'closed', 'recovering')),
    number      text   UNIQUE CHECK (number ~ '^VS-[0-9]{4}-[0-9]{4,}$'),
    title       text   NOT NULL DEFAULT '',
    created_by  bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    saved_at    timestamptz NOT NULL,
    -- A bewerker proposed that it be submitted.
    proposed_by bigint,
    proposed_at timestamptz,
    deleted_at  timestamptz,
    submitted_at timestamptz,
    -- That members were reminded of the closing, and of which: once, also when it is extended.
    reminded_at timestamptz,
    demo        boolean NOT NULL DEFAULT false,
    CHECK ((status = 'draft') = (number IS NULL)),
    CHECK ((status = 'draft') = (submitted_at IS NULL)),
    CHECK (deleted_at IS NULL OR status = 'draft'),
    CHECK ((proposed_by IS NULL) = (proposed_at IS NULL))
);
CREATE INDEX grant_application_association ON grant_application (association, id DESC);
CREATE INDEX grant_application_round ON grant_application (round, status);
CREATE INDEX grant_application_status ON grant_application (status, submitted_at DESC, id DESC);

-- Every accepted save of a section; none is overwritten.
CREATE TABLE grant_section (
    application bigint  NOT NULL REFERENCES grant_application (id),
    section     text    NOT NULL,
    version     integer NOT NULL CHECK (version >= 1),
    person      bigint  NOT NULL,
    at          timestamptz NOT NULL,
    answers     jsonb   NOT NULL,
    PRIMARY KEY (application, section, version)
);

-- What a page that is open sent last: the same words that come again, and later ones of the same page, are no other person's.
CREATE TABLE grant_page (
    application bigint  NOT NULL REFERENCES grant_application (id),
    section     text    NOT NULL,
    page        text    NOT NULL CHECK (page ~ '^[0-9a-f]{32}$'),
    person      bigint  NOT NULL,
    number      integer NOT NULL CHECK (number >= 1),
    at          timestamptz NOT NULL,
    answers     jsonb   NOT NULL,
    PRIMARY KEY (application, section, page)
);
CREATE INDEX grant_page_at ON grant_page (at);

-- What somebody typed where another had typed something else meanwhile, until somebody chooses.
CREATE TABLE grant_alternative (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application bigint NOT NULL REFERENCES grant_application (id),
    section     text   NOT NULL,
    question    text   NOT NULL,
    row_id      text   NOT NULL DEFAULT '',
    stored      jsonb  NOT NULL,
    sent        jsonb  NOT NULL,
    person      bigint NOT NULL,
    at          timestamptz NOT NULL,
    -- The page on which it was typed; empty where somebody chose on an older page.
    page        text   NOT NULL DEFAULT '',
    stored_by   bigint NOT NULL,
    stored_at   timestamptz NOT NULL,
    chosen_by   bigint,
    chosen_at   timestamptz,
    -- Whether the sent words were taken.
    taken       boolean,
    CHECK ((chosen_by IS NULL) = (chosen_at IS NULL) AND (chosen_by IS NULL) = (taken IS NULL))
);
CREATE INDEX grant_alternative_open ON grant_alternative (application) WHERE chosen_by IS NULL;

-- Who typed in a draft on which day: the record has one entry for each.
CREATE TABLE grant_typed (
    application bigint NOT NULL REFERENCES grant_application (id),
    person      bigint NOT NULL,
    day         date   NOT NULL,
    PRIMARY KEY (application, person, day)
);

-- An attachment: its bytes lie in the depot under a name of its own.
CREATE TABLE document (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application bigint NOT NULL REFERENCES grant_application (id),
    -- The question that it answers, or the message that it came with.
    question    text   NOT NULL DEFAULT '',
    message     bigint,
    name        text   NOT NULL CHECK (name <> '' AND char_length(name) <= 255),
    media_type  text   NOT NULL,
    size        bigint NOT NULL CHECK (size > 0 AND size <= 10485760),
    sha256      bytea  NOT NULL CHECK (octet_length(sha256) = 32),
    stored      text   NOT NULL UNIQUE,
    person      bigint NOT NULL,
    at          timestamptz NOT NULL,
    removed_at  timestamptz,
    removed_by  bigint,
    CHECK ((question <> '') <> (message IS NOT NULL)),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE INDEX document_application ON document (application, id) WHERE removed_at IS NULL;

-- What was submitted, frozen: the answers with the questions, and the attachments by their digests.
CREATE TABLE grant_submission (
    application bigint PRIMARY KEY REFERENCES grant_application (id),
    number      text   NOT NULL UNIQUE,
    at          timestamptz NOT NULL,
    person      bigint NOT NULL,
    in_grace    boolean NOT NULL,
    requested   bigint NOT NULL CHECK (requested >= 0),
    -- The canonical text of which the hash is the proof.
    frozen      text   NOT NULL,
    hash        bytea  NOT NULL UNIQUE CHECK (octet_length(hash) = 32)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON grant_submission FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A request for completion opens the named questions again, until it is answered.
CREATE TABLE grant_request (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application bigint NOT NULL REFERENCES grant_application (id),
    questions   text[] NOT NULL CHECK (cardinality(questions) > 0),
    why         text   NOT NULL CHECK (why <> ''),
    due         date   NOT NULL,
    asked_by    bigint NOT NULL,
    asked_at    timestamptz NOT NULL,
    answered_by bigint,
    answered_at timestamptz,
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX grant_request_open ON grant_request (application) WHERE answered_at IS NULL;

CREATE TABLE grant_message (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application bigint NOT NULL REFERENCES grant_application (id),
    -- Whether the Dienst wrote it, or the association.
    by_staff    boolean NOT NULL,
    person      bigint NOT NULL,
    at          timestamptz NOT NULL,
    words       text   NOT NULL CHECK (words <> '' AND char_length(words) <= 5000),
    read_at     timestamptz
);
CREATE INDEX grant_message_application ON grant_message (application, id);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON grant_message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE document ADD FOREIGN KEY (message) REFERENCES grant_message (id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON grant_section FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON grant_extension FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The program says each minute that it is there: a gap proposes to extend what closed in it.
CREATE TABLE heartbeat (
    minute timestamptz PRIMARY KEY
);

-- +goose Down
DROP TABLE heartbeat;
ALTER TABLE document DROP CONSTRAINT document_message_fkey;
DROP TABLE grant_message;
DROP TABLE grant_request;
DROP TABLE grant_submission;
DROP TABLE document;
DROP TABLE grant_typed;
DROP TABLE grant_alternative;
DROP TABLE grant_page;
DROP TABLE grant_section;
DROP TABLE grant_application;
DROP TABLE dossier_counter;
DROP TABLE grant_extension;
DROP TABLE grant_round;
DROP TABLE grant_version;
DROP FUNCTION grant_version_stands();
DROP TABLE grant_regulation;
