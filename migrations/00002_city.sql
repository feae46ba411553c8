-- +goose Up
CREATE TABLE country (
    code        text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'),
    slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name        text NOT NULL CHECK (name <> ''),
    zuidwerking text NOT NULL CHECK (zuidwerking IN ('zuidwerking', 'verkenning', 'none')),
    tie         text NOT NULL,
    tsv         tsvector GENERATED ALWAYS AS (
                    setweight(to_tsvector('nl', name), 'A') || setweight(to_tsvector('nl', tie), 'C')) STORED
);
CREATE INDEX country_tsv ON country USING gin (tsv);

CREATE TABLE partner_city (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug            text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name            text NOT NULL CHECK (name <> ''),
    local_name      text NOT NULL,
    country         text NOT NULL REFERENCES country (code),
    latitude        double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude       double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    relation        text NOT NULL CHECK (relation IN ('stedenband', 'zusterstad', 'zuidwerking', 'projectmatig', 'verkenning')),
    state           text NOT NULL CHECK (state IN ('verkenning', 'intentie', 'actief', 'slapend', 'opgeschort', 'beëindigd')),
    preparing       boolean NOT NULL DEFAULT false,
    agreement_first date,
    agreement_last  date,
    counterpart     text NOT NULL,
    intro           text NOT NULL,
    themes          text[] NOT NULL,
    sdgs            smallint[] NOT NULL CHECK (sdgs <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]::smallint[]),
    antwerp_learns  text NOT NULL,
    partner_learns  text NOT NULL,
    demo            boolean NOT NULL,
    tsv             tsvector GENERATED ALWAYS AS (
                        setweight(to_tsvector('nl', name || ' ' || local_name), 'A')
                        || setweight(to_tsvector('nl', intro), 'C')
                        || setweight(to_tsvector('nl', antwerp_learns || ' ' || partner_learns), 'D')) STORED,
    CHECK (agreement_last >= agreement_first),
    CHECK (agreement_first IS NOT NULL OR agreement_last IS NULL),
    -- Reciprocity: an active partnership says what both sides learn. A sister city is a representative tie.
    CHECK (state <> 'actief' OR relation IN ('zusterstad', 'verkenning') OR (antwerp_learns <> '' AND partner_learns <> ''))
);
CREATE INDEX partner_city_country ON partner_city (country);
CREATE INDEX partner_city_tsv ON partner_city USING gin (tsv);

CREATE TABLE city_check (
    city   bigint  NOT NULL REFERENCES partner_city (id) ON DELETE CASCADE,
    factor text    NOT NULL CHECK (factor IN ('collega-tot-collega', 'capaciteitsopbouw', 'bestuurskracht',
               'openbare dienstverlening', 'gelijkwaardigheid', 'wederkerigheid')),
    met    boolean NOT NULL,
    note   text    NOT NULL,
    PRIMARY KEY (city, factor)
);

-- Where a fact can be read. A fact of the demonstration has no source, but says so.
CREATE TABLE source (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    country  text   REFERENCES country (code) ON DELETE CASCADE,
    city     bigint REFERENCES partner_city (id) ON DELETE CASCADE,
    fact     text    NOT NULL CHECK (fact <> ''),
    title    text    NOT NULL,
    url      text    NOT NULL CHECK (url = '' OR url ~ '^https?://'),
    on_day   date,
    invented boolean NOT NULL,
    CHECK (num_nonnulls(country, city) = 1),
    CHECK (invented OR title <> '')
);
CREATE INDEX source_country ON source (country);
CREATE INDEX source_city ON source (city);

CREATE TABLE population (
    on_day      date PRIMARY KEY,
    inhabitants integer NOT NULL CHECK (inhabitants > 0),
    source      text NOT NULL CHECK (source <> ''),
    source_url  text NOT NULL CHECK (source_url = '' OR source_url ~ '^https?://')
);

-- +goose Down
DROP TABLE population;
DROP TABLE source;
DROP TABLE city_check;
DROP TABLE partner_city;
DROP TABLE country;
