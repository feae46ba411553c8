-- +goose Up
-- What the Dienst works with: what was completed stands as it was sent, a promise knows its dossier, and a round in draft can be thrown away.

-- The application as it stood when the request was answered, as grant_submission holds it of the submission: what an association types while a request is
-- open is its own until then.
ALTER TABLE grant_request ADD COLUMN frozen text, ADD CONSTRAINT grant_request_frozen CHECK (frozen IS NULL OR answered_at IS NOT NULL);

-- A grant is promised to a dossier; those of before the portal have none.
ALTER TABLE budget_promise ADD COLUMN application bigint UNIQUE REFERENCES grant_application (id),
    ADD CONSTRAINT budget_promise_application CHECK (source = 'grant' OR application IS NULL);

-- +goose StatementBegin
CREATE FUNCTION grant_round_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.opened_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published round stands' USING ERRCODE = 'VS001';
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd
CREATE TRIGGER stands BEFORE DELETE ON grant_round FOR EACH ROW EXECUTE FUNCTION grant_round_stands();

-- +goose Down
DROP TRIGGER stands ON grant_round;
DROP FUNCTION grant_round_stands();
ALTER TABLE budget_promise DROP COLUMN application;
ALTER TABLE grant_request DROP COLUMN frozen;
