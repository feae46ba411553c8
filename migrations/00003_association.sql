-- +goose Up
CREATE TABLE association (
    id        bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 16777215) PRIMARY KEY,
    slug      text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name      text NOT NULL CHECK (name <> ''),
    form      text NOT NULL CHECK (form IN ('vzw', 'ivzw', 'private stichting', 'stichting van openbaar nut',
                  'feitelijke vereniging', 'subvereniging', 'ngo', 'school', 'hogeschool', 'universiteit', 'openbaar bestuur')),
    net       text NOT NULL,
    kbo       text NOT NULL CHECK (kbo = '' OR (kbo ~ '^[01][0-9]{9}$'
                  AND 97 - left(kbo, 8)::bigint % 97 = right(kbo, 2)::bigint)),
    vcode     text NOT NULL CHECK (vcode = '' OR vcode ~ '^V[0-9]{7}$'),
    countries text[] NOT NULL,
    region    text NOT NULL CHECK (region <> ''),
    themes    text[] NOT NULL,
    postcode  text NOT NULL CHECK (postcode ~ '^[1-9][0-9]{3}$'),
    about     text NOT NULL,
    website   text NOT NULL CHECK (website = '' OR website ~ '^https?://'),
    demo      boolean NOT NULL,
    -- What search reads beside the name: countries, region and themes in words, put together by the program.
    words     text NOT NULL,
    tsv       tsvector GENERATED ALWAYS AS (
                  setweight(to_tsvector('nl', name), 'A') || setweight(to_tsvector('nl', words), 'B')
                  || setweight(to_tsvector('nl', about), 'C')) STORED,
    CHECK ((form = 'school') = (net <> ''))
);
CREATE UNIQUE INDEX association_kbo ON association (kbo) WHERE kbo <> '';
CREATE UNIQUE INDEX association_vcode ON association (vcode) WHERE vcode <> '';
CREATE INDEX association_name ON association (name COLLATE "nl-x-icu", id);
CREATE INDEX association_tsv ON association USING gin (tsv);
CREATE INDEX association_countries ON association USING gin (countries);

-- +goose Down
DROP TABLE association;
