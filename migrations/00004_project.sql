-- +goose Up
CREATE TABLE project (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug             text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    title            text NOT NULL CHECK (title <> ''),
    number           text NOT NULL UNIQUE,
    city             bigint REFERENCES partner_city (id),
    place            text NOT NULL,
    sdgs             smallint[] NOT NULL CHECK (sdgs <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]::smallint[]),
    sector           integer NOT NULL CHECK (sector BETWEEN 10000 AND 99999),
    kind             text NOT NULL CHECK (kind IN ('structureel', 'project', 'noodhulp', 'sensibilisering', 'school')),
    state            text NOT NULL CHECK (state IN ('toegekend', 'lopend', 'verslag', 'te-laat', 'goedgekeurd', 'afgesloten', 'teruggevorderd')),
    first_day        date,
    last_day         date,
    cost             bigint NOT NULL,
    granted          bigint NOT NULL CHECK (granted > 0),
    granted_on       date NOT NULL,
    decision         text NOT NULL,
    summary          text NOT NULL,
    results          text NOT NULL,
    antwerp_learnt   text NOT NULL,
    partner_learnt   text NOT NULL,
    in_kind          boolean NOT NULL,
    demo             boolean NOT NULL,
    -- What a list shows and search reads of others, kept here by the program, so that a list is one query.
    association_names text[] NOT NULL CHECK (association_names <> '{}'),
    association_slugs text[] NOT NULL,
    city_name        text NOT NULL,
    city_slug        text NOT NULL,
    countries        text[] NOT NULL,
    words            text NOT NULL,
    -- All that the project can be found under, each a dimension and a value in one number (package project).
    facets           integer[] NOT NULL,
    tsv              tsvector GENERATED ALWAYS AS (
                         setweight(to_tsvector('nl', title), 'A') || setweight(to_tsvector('nl', words), 'B')
                         || setweight(to_tsvector('nl', summary), 'C')
                         || setweight(to_tsvector('nl', results || ' ' || antwerp_learnt || ' ' || partner_learnt), 'D')) STORED,
    CHECK (granted <= cost),
    CHECK (last_day >= first_day),
    CHECK (first_day IS NOT NULL OR last_day IS NULL)
);
-- Rows stay whole up to a page: ranking reads a thousand of them, and a word's list in another place costs more than room.
ALTER TABLE project SET (toast_tuple_target = 8160);
CREATE INDEX project_newest  ON project (granted_on DESC, id DESC);
CREATE INDEX project_highest ON project (granted DESC, id DESC);
CREATE INDEX project_title   ON project (title COLLATE "nl-x-icu", id);
CREATE INDEX project_state   ON project (state, granted_on DESC, id DESC);
CREATE INDEX project_city    ON project (city, granted_on DESC, id DESC);
CREATE INDEX project_facets  ON project USING gin (facets) WITH (fastupdate = off);
CREATE INDEX project_tsv     ON project USING gin (tsv) WITH (fastupdate = off);

CREATE TABLE project_association (
    project     bigint  NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    association bigint  NOT NULL REFERENCES association (id),
    position    integer NOT NULL CHECK (position >= 1),
    granted_on  date    NOT NULL,
    PRIMARY KEY (project, association),
    UNIQUE (project, position)
);
CREATE INDEX project_association_newest ON project_association (association, granted_on DESC, project DESC);

CREATE TABLE project_country (
    project      bigint  NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    country      text    NOT NULL REFERENCES country (code),
    position     integer NOT NULL CHECK (position >= 1),
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 1 AND 10000),
    -- The part of what was granted, in cents; the parts of a project add up to the whole.
    granted      bigint  NOT NULL CHECK (granted >= 0),
    PRIMARY KEY (project, country)
);
CREATE INDEX project_country_country ON project_country (country);

-- +goose StatementBegin
CREATE FUNCTION shares_are_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    points bigint;
    cents  bigint;
    whole  bigint;
    one    bigint := coalesce(NEW.project, OLD.project);
BEGIN
    SELECT sum(basis_points), sum(granted) INTO points, cents FROM project_country WHERE project = one;
    SELECT granted INTO whole FROM project WHERE id = one;
    IF points IS NOT NULL AND whole IS NOT NULL AND (points <> 10000 OR cents <> whole) THEN
        RAISE EXCEPTION 'the shares of project % are % basis points and % of % cents', one, points, cents, whole
            USING ERRCODE = 'VS002';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER shares_are_whole AFTER INSERT OR UPDATE OR DELETE ON project_country
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shares_are_whole();

-- How many projects there are under each combination of country, goal, year, state and kind, each of which may be
-- left open; the key packs the five. Written in the project's own transaction.
CREATE TABLE project_count (
    key      bigint  PRIMARY KEY,
    projects integer NOT NULL,
    granted  bigint  NOT NULL
);
-- The same for one facet alone, of every dimension.
CREATE TABLE facet_count (
    facet    integer PRIMARY KEY,
    projects integer NOT NULL,
    granted  bigint  NOT NULL
);
CREATE INDEX facet_count_most ON facet_count ((facet >> 24), projects DESC, facet);
-- What was granted in a country in a year, split by the projects' shares.
CREATE TABLE country_year (
    country  text    NOT NULL REFERENCES country (code),
    year     integer NOT NULL,
    projects integer NOT NULL,
    granted  bigint  NOT NULL,
    PRIMARY KEY (country, year)
);

-- In how many projects a stem stands: search asks before it chooses its way.
CREATE TABLE lexeme (
    lexeme   text COLLATE "C" PRIMARY KEY,
    reversed text COLLATE "C" GENERATED ALWAYS AS (reverse(lexeme)) STORED,
    projects integer NOT NULL
);
CREATE INDEX lexeme_reversed ON lexeme (reversed);
-- The words as people write them, to suggest one for another that is found nowhere.
CREATE TABLE word (
    word   text COLLATE "C" PRIMARY KEY,
    lexeme text COLLATE "C" NOT NULL
);
CREATE INDEX word_trigrams ON word USING gin (word gin_trgm_ops);

-- +goose Down
DROP TABLE word;
DROP TABLE lexeme;
DROP TABLE country_year;
DROP TABLE facet_count;
DROP TABLE project_count;
DROP TABLE project_country;
DROP FUNCTION shares_are_whole();
DROP TABLE project_association;
DROP TABLE project;
