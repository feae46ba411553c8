-- +goose Up
-- The growth path, and what it is reckoned with. Nothing here is overwritten: what a page showed on a day can be shown again.

-- A figure that is corrected is registered anew; the last one that was registered counts. What was known before this was written down
-- is registered at the beginning of time.
ALTER TABLE population DROP CONSTRAINT population_pkey;
ALTER TABLE population
    ADD COLUMN id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN registered_at timestamptz NOT NULL DEFAULT '0001-01-01 00:00:00+00',
    ADD COLUMN person        bigint NOT NULL DEFAULT 0,
    ADD COLUMN demo          boolean NOT NULL DEFAULT false;
CREATE INDEX population_day ON population (on_day DESC, registered_at DESC, id DESC);

-- The price level of a year, in hundredths of a point, to tell amounts in the prices of another year.
CREATE TABLE price_index (
    id            bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year          integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    points        integer NOT NULL CHECK (points > 0),
    source        text    NOT NULL CHECK (source <> ''),
    source_url    text    NOT NULL CHECK (source_url = '' OR source_url ~ '^https?://'),
    registered_at timestamptz NOT NULL,
    person        bigint  NOT NULL,
    demo          boolean NOT NULL DEFAULT false
);
CREATE INDEX price_index_year ON price_index (year, registered_at DESC, id DESC);

-- A version of the path is written whole and stays.
CREATE TABLE growth_path (
    version       integer PRIMARY KEY CHECK (version >= 1),
    how           text    NOT NULL CHECK (how IN ('linear', 'compound', 'by-hand')),
    reason        text    NOT NULL CHECK (reason <> ''),
    -- The decision by which the whole was changed; empty for a proposal of the Dienst.
    decision      text    NOT NULL DEFAULT '' CHECK (decision = '' OR decision ~ '^[0-9]{4}_[A-Z]{2,4}_[0-9]{5}$'),
    -- The day of that decision: what is registered later was promised then.
    decided_on    date    CHECK ((decided_on IS NULL) = (decision = '')),
    registered_at timestamptz NOT NULL,
    person        bigint  NOT NULL,
    demo          boolean NOT NULL DEFAULT false
);

CREATE TABLE growth_path_year (
    version     integer NOT NULL REFERENCES growth_path (version),
    year        integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    -- Cents per inhabitant.
    target      bigint  NOT NULL CHECK (target >= 0),
    status      text    NOT NULL CHECK (status IN ('proposal', 'adopted', 'amended', 'account')),
    decision    text    NOT NULL DEFAULT '' CHECK (decision = '' OR decision ~ '^[0-9]{4}_[A-Z]{2,4}_[0-9]{5}$'),
    -- Why the target is lower than the year's before, with its decision; empty where it is not.
    fall_reason text    NOT NULL DEFAULT '',
    PRIMARY KEY (version, year),
    CHECK (status = 'proposal' OR decision <> ''),
    CHECK (fall_reason = '' OR decision <> '')
);

-- +goose StatementBegin
CREATE FUNCTION growth_path_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT y.target, y.fall_reason, y.year, lag(y.target) OVER w AS before, lag(y.year) OVER w AS last
                     FROM growth_path_year y WHERE y.version = NEW.version WINDOW w AS (ORDER BY y.year)) steps
        WHERE last IS NOT NULL AND (year <> last + 1 OR (target < before) <> (fall_reason <> ''))) THEN
        RAISE EXCEPTION 'the growth path falls without a reason, or skips a year' USING ERRCODE = 'VS110';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER rises AFTER INSERT ON growth_path_year DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION growth_path_rises();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON growth_path FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON growth_path_year FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_index FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON population FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What another city spends, for a year: published when somebody else than who entered it has checked it against its source. What the
-- program itself brings (person 0) was looked up when it was made, and needs no second person; no person has that number.
CREATE TABLE peer_figure (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city        text    NOT NULL CHECK (city <> ''),
    year        integer NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    -- Cents per inhabitant.
    rate        bigint  NOT NULL CHECK (rate >= 0),
    -- The inhabitants that the rate is reckoned with; none where the source does not say.
    inhabitants integer CHECK (inhabitants > 0),
    -- What is counted: only figures of one scope and one year are ranked.
    scope       text    NOT NULL CHECK (scope IN ('all-with-staff', 'all-without-staff', 'projects', 'emergency', 'unknown')),
    scope_note  text    NOT NULL DEFAULT '',
    source      text    NOT NULL CHECK (source <> ''),
    source_url  text    NOT NULL CHECK (source_url = '' OR source_url ~ '^https?://'),
    demo        boolean NOT NULL DEFAULT false,
    entered_by  bigint  NOT NULL,
    entered_at  timestamptz NOT NULL,
    checked_by  bigint,
    checked_at  timestamptz,
    -- A figure that turned out wrong is taken back, with the reason, and stays readable for staff.
    withdrawn_by bigint,
    withdrawn_at timestamptz,
    withdrawn_why text   NOT NULL DEFAULT '',
    CONSTRAINT peer_figure_by_two CHECK (checked_by <> entered_by OR entered_by = 0),
    CHECK (checked_by <> 0 OR entered_by = 0),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_why = '')),
    CHECK (demo OR source_url <> '')
);
CREATE UNIQUE INDEX peer_figure_once ON peer_figure (city, year, scope) WHERE withdrawn_by IS NULL;

-- A figure stands as it was entered: it can be checked once and withdrawn once, and that is all.
-- +goose StatementBegin
CREATE FUNCTION peer_figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.checked_by IS NULL OR (NEW.checked_by, NEW.checked_at) = (OLD.checked_by, OLD.checked_at))
       AND OLD.withdrawn_by IS NULL
       AND to_jsonb(NEW) - '{checked_by,checked_at,withdrawn_by,withdrawn_at,withdrawn_why}'::text[]
         = to_jsonb(OLD) - '{checked_by,checked_at,withdrawn_by,withdrawn_at,withdrawn_why}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a figure is checked and withdrawn, not changed: % is refused', TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON peer_figure FOR EACH ROW EXECUTE FUNCTION peer_figure_guard();
CREATE TRIGGER append_only BEFORE TRUNCATE ON peer_figure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE peer_figure;
DROP FUNCTION peer_figure_guard();
DROP TABLE growth_path_year;
DROP TABLE growth_path;
DROP FUNCTION growth_path_rises();
DROP TABLE price_index;
DROP TRIGGER append_only ON population;
DELETE FROM population p USING population q
    WHERE p.on_day = q.on_day AND (p.registered_at, p.id) < (q.registered_at, q.id);
DROP INDEX population_day;
ALTER TABLE population DROP COLUMN id, DROP COLUMN registered_at, DROP COLUMN person, DROP COLUMN demo, ADD PRIMARY KEY (on_day);
