-- +goose Up
-- The page that begins a regulation stands where one of that address would.
ALTER TABLE grant_regulation ADD CONSTRAINT grant_regulation_address CHECK (slug <> 'nieuw');

-- +goose Down
ALTER TABLE grant_regulation DROP CONSTRAINT grant_regulation_address;
