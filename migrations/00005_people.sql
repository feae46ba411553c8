-- +goose Up
CREATE TABLE person (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Empty once the person was erased.
    email        text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
    name         text NOT NULL CHECK (length(name) <= 120),
    password     text NOT NULL,                     -- an argon2id hash
    registered_at timestamptz NOT NULL,
    confirmed_at timestamptz,                       -- NULL until the address was confirmed
    disabled_at  timestamptz,
    erased_at    timestamptz,
    totp_secret  bytea,                             -- sealed under SECRET_KEY
    totp_set_at  timestamptz,                       -- NULL until the first code was right
    totp_step    bigint NOT NULL DEFAULT 0,         -- the last step whose code was used
    sample       boolean NOT NULL DEFAULT false,    -- one of the sample city's people
    CHECK ((erased_at IS NOT NULL) = (email = '')),
    CHECK (erased_at IS NULL OR (name = '' AND password = '' AND totp_secret IS NULL AND disabled_at IS NOT NULL)),
    CHECK (totp_set_at IS NULL OR totp_secret IS NOT NULL)
);
CREATE UNIQUE INDEX person_email ON person (email) WHERE email <> '';

CREATE TABLE recovery_code (
    person  bigint NOT NULL REFERENCES person (id),
    hash    bytea  NOT NULL CHECK (octet_length(hash) = 32),
    used_at timestamptz,
    PRIMARY KEY (person, hash)
);

-- A session is found by the digest of its cookie. Ended says why: nothing while it lives.
CREATE TABLE session (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token      bytea       NOT NULL UNIQUE CHECK (octet_length(token) = 32),
    person     bigint      NOT NULL REFERENCES person (id),
    staff      boolean     NOT NULL,                -- held to the shorter limits
    passed     boolean     NOT NULL,                -- the second step was taken, or none is set up
    strong_at  timestamptz,                         -- when a code was given last
    association bigint     REFERENCES association (id), -- for which the person acts, where there are several
    began_at   timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    ended_at   timestamptz,
    ended      text        NOT NULL DEFAULT '' CHECK (ended IN ('', 'verlopen', 'afgemeld', 'beëindigd')),
    agent      text        NOT NULL CHECK (length(agent) <= 120),
    network    text        NOT NULL,
    said       text        NOT NULL DEFAULT '',     -- a sentence for the next page
    CHECK ((ended = '') = (ended_at IS NULL))
);
CREATE INDEX session_person ON session (person, ended);
CREATE INDEX session_seen ON session (seen_at);

-- What somebody typed in a session that had expired, until they sign in again.
CREATE TABLE parked_post (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person bigint      NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    path   text        NOT NULL CHECK (path ~ '^/' AND path !~ '^//'),
    form   text        NOT NULL CHECK (length(form) <= 262144),
    at     timestamptz NOT NULL
);
CREATE INDEX parked_post_person ON parked_post (person, at);

-- A link in a letter works once: for a purpose, for a person or an address, until it expires.
CREATE TABLE letter_link (
    hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    purpose    text        NOT NULL CHECK (purpose IN ('confirm', 'reset', 'address-old', 'address-new')),
    person     bigint      NOT NULL REFERENCES person (id),
    email      text        NOT NULL,                -- the address that the link went to, or changes to
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX letter_link_person ON letter_link (person, purpose);

-- Attempts that are counted, over all replicas: by account and by client network, both as digests.
CREATE TABLE attempt (
    kind text        NOT NULL CHECK (kind IN ('sign-in', 'code', 'reset', 'register', 'invite')),
    key  bytea       NOT NULL CHECK (octet_length(key) = 32),
    at   timestamptz NOT NULL
);
CREATE INDEX attempt_key ON attempt (kind, key, at);

CREATE TABLE power (
    person   bigint NOT NULL REFERENCES person (id),
    power    text   NOT NULL CHECK (power IN ('dossierbehandelaar', 'budgetbeheerder', 'diensthoofd', 'redacteur', 'beheerder')),
    given_by bigint NOT NULL,
    given_at timestamptz NOT NULL,
    alone    boolean GENERATED ALWAYS AS (power = 'beheerder') STORED,
    PRIMARY KEY (person, power)
);
-- The administrator's power combines with none: all powers of a person are alone, or none is.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE power ADD CONSTRAINT administrator_combines_with_none EXCLUDE USING gist (person WITH =, (alone::integer) WITH <>);

CREATE TABLE adviser (
    person bigint PRIMARY KEY REFERENCES person (id),
    until  date   NOT NULL
);

-- The private side of an association, and where it stands with the Dienst.
ALTER TABLE association
    ADD COLUMN standing        text NOT NULL DEFAULT 'verified' CHECK (standing IN ('registered', 'verified', 'asked', 'refused')),
    ADD COLUMN standing_reason text NOT NULL DEFAULT '',
    ADD COLUMN standing_by     bigint REFERENCES person (id),
    ADD COLUMN standing_at     timestamptz,
    ADD COLUMN iban            text NOT NULL DEFAULT '' CHECK (iban = '' OR iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
    ADD COLUMN version         integer NOT NULL DEFAULT 1,
    ADD CHECK (standing NOT IN ('asked', 'refused') OR standing_reason <> ''),
    ADD CONSTRAINT association_length CHECK (length(name) <= 120 AND length(about) <= 4000 AND length(website) <= 300);
CREATE INDEX association_standing ON association (standing, id) WHERE standing <> 'verified';
-- Who was refused does not keep a number from whom it belongs to.
DROP INDEX association_kbo, association_vcode;
CREATE UNIQUE INDEX association_kbo ON association (kbo) WHERE kbo <> '' AND standing <> 'refused';
CREATE UNIQUE INDEX association_vcode ON association (vcode) WHERE vcode <> '' AND standing <> 'refused';

-- What a verified association says that it is called or numbered now. Pages show what was verified until staff have looked at this.
CREATE TABLE association_facts (
    association bigint PRIMARY KEY REFERENCES association (id),
    name        text NOT NULL CHECK (name <> '' AND length(name) <= 120),
    form        text NOT NULL,
    net         text NOT NULL,
    kbo         text NOT NULL CHECK (kbo = '' OR kbo ~ '^[01][0-9]{9}$'),
    vcode       text NOT NULL CHECK (vcode = '' OR vcode ~ '^V[0-9]{7}$'),
    said_by     bigint NOT NULL REFERENCES person (id),
    said_at     timestamptz NOT NULL,
    CHECK ((form = 'school') = (net <> ''))
);

CREATE TABLE board_member (
    association bigint  NOT NULL REFERENCES association (id),
    position    integer NOT NULL CHECK (position >= 1),
    name        text    NOT NULL CHECK (name <> '' AND length(name) <= 120),
    office      text    NOT NULL CHECK (length(office) <= 120),
    PRIMARY KEY (association, position)
);

CREATE TABLE membership (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association bigint NOT NULL REFERENCES association (id),
    person      bigint NOT NULL REFERENCES person (id),
    part        text   NOT NULL CHECK (part IN ('hoofdvertegenwoordiger', 'bewerker', 'lezer')),
    since       timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE UNIQUE INDEX membership_once ON membership (association, person) WHERE ended_at IS NULL;
CREATE INDEX membership_person ON membership (person) WHERE ended_at IS NULL;

-- An association with members has a hoofdvertegenwoordiger. Changes to one association's members wait for each other, so that two
-- who leave at the same instant cannot both count on the other.
-- +goose StatementBegin
CREATE FUNCTION lock_association() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM FROM association WHERE id = OLD.association FOR NO KEY UPDATE;
        RETURN OLD;
    END IF;
    PERFORM FROM association WHERE id = NEW.association FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION demand_lead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here bigint := coalesce(NEW.association, OLD.association);
BEGIN
    IF EXISTS (SELECT FROM membership WHERE association = here AND ended_at IS NULL)
       AND NOT EXISTS (SELECT FROM membership WHERE association = here AND ended_at IS NULL AND part = 'hoofdvertegenwoordiger') THEN
        RAISE EXCEPTION 'association % would have members and no hoofdvertegenwoordiger', here USING ERRCODE = 'VS003';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER lock_association BEFORE INSERT OR UPDATE OR DELETE ON membership FOR EACH ROW EXECUTE FUNCTION lock_association();
CREATE CONSTRAINT TRIGGER demand_lead AFTER INSERT OR UPDATE OR DELETE ON membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION demand_lead();

-- An invitation is bound to an address: to an association in a part, or by an administrator to powers or to a term as adviser.
CREATE TABLE invitation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association bigint REFERENCES association (id),
    part        text   NOT NULL DEFAULT '' CHECK (part IN ('', 'hoofdvertegenwoordiger', 'bewerker', 'lezer')),
    powers      text[] NOT NULL DEFAULT '{}'
                CHECK (powers <@ ARRAY['dossierbehandelaar', 'budgetbeheerder', 'diensthoofd', 'redacteur', 'beheerder'])
                CHECK (NOT ('beheerder' = ANY (powers) AND cardinality(powers) > 1)),
    until       date,
    email       text   NOT NULL CHECK (email = lower(email)),
    hash        bytea  NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    state       text   NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn', 'expired')),
    invited_by  bigint NOT NULL,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    sent        integer NOT NULL DEFAULT 1 CHECK (sent BETWEEN 1 AND 4),
    answered_at timestamptz,
    answered_by bigint REFERENCES person (id),
    CHECK ((association IS NOT NULL) = (part <> '')),
    CHECK ((association IS NOT NULL)::integer + (powers <> '{}')::integer + (until IS NOT NULL)::integer = 1),
    CHECK ((state IN ('accepted', 'declined', 'withdrawn')) = (answered_at IS NOT NULL))
);
CREATE UNIQUE INDEX invitation_pending ON invitation (association, email) WHERE state = 'pending' AND association IS NOT NULL;
CREATE INDEX invitation_email ON invitation (email, state);

CREATE TABLE join_request (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association bigint NOT NULL REFERENCES association (id),
    person      bigint NOT NULL REFERENCES person (id),
    why         text   NOT NULL CHECK (length(why) <= 1000),
    state       text   NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn')),
    at          timestamptz NOT NULL,
    answered_at timestamptz,
    CHECK ((state = 'pending') = (answered_at IS NULL))
);
CREATE UNIQUE INDEX join_request_pending ON join_request (association, person) WHERE state = 'pending';

-- The Dienst names who speaks for an association. Whoever is or was a member hears of it first, and may object.
CREATE TABLE nomination (
    association  bigint PRIMARY KEY REFERENCES association (id),
    person       bigint NOT NULL REFERENCES person (id),
    why          text   NOT NULL CHECK (why <> '' AND length(why) <= 2000),
    announced_by bigint NOT NULL REFERENCES person (id),
    announced_at timestamptz NOT NULL
);

-- A person asks to be erased; staff confirm.
CREATE TABLE erasure_request (
    person       bigint PRIMARY KEY REFERENCES person (id),
    asked_at     timestamptz NOT NULL,
    confirmed_at timestamptz,
    confirmed_by bigint
);

-- +goose Down
DROP TABLE erasure_request;
DROP TABLE nomination;
DROP TABLE join_request;
DROP TABLE invitation;
DROP TABLE membership;
DROP FUNCTION demand_lead();
DROP FUNCTION lock_association();
DROP TABLE board_member;
DROP TABLE association_facts;
DROP INDEX association_kbo, association_vcode;
CREATE UNIQUE INDEX association_kbo ON association (kbo) WHERE kbo <> '';
CREATE UNIQUE INDEX association_vcode ON association (vcode) WHERE vcode <> '';
ALTER TABLE association
    DROP CONSTRAINT association_length,
    DROP COLUMN version, DROP COLUMN iban, DROP COLUMN standing_at, DROP COLUMN standing_by, DROP COLUMN standing_reason, DROP COLUMN standing;
DROP TABLE adviser;
DROP TABLE power;
DROP EXTENSION btree_gist;
DROP TABLE attempt;
DROP TABLE letter_link;
DROP TABLE parked_post;
DROP TABLE session;
DROP TABLE recovery_code;
DROP TABLE person;
