-- +goose Up
-- A second step that was begun and waits for its first code. The one that was set before counts until then.
ALTER TABLE person
    ADD COLUMN totp_next bytea,                     -- sealed under SECRET_KEY
    ADD CHECK (erased_at IS NULL OR totp_next IS NULL);
UPDATE person SET totp_next = totp_secret, totp_secret = NULL WHERE totp_set_at IS NULL;

-- +goose Down
ALTER TABLE person DROP COLUMN totp_next;
