-- +goose Up
-- The late procedure: an association asks once whether it may still submit a draft whose round closed, and the head of the Dienst decides, with the reason why.

CREATE TABLE grant_late (
    application bigint PRIMARY KEY REFERENCES grant_application (id),
    why         text   NOT NULL CHECK (why <> '' AND char_length(why) <= 1000),
    asked_by    bigint NOT NULL,
    asked_at    timestamptz NOT NULL,
    decided_by  bigint,
    decided_at  timestamptz,
    -- Why it was decided so.
    answer      text   CHECK (answer <> '' AND char_length(answer) <= 1000),
    -- Until when it may be submitted, exclusive; none where that was refused. The last day is at most the fifth after the decision: six days with the rest of
    -- this one, and an hour more where the clock is set back.
    until       timestamptz,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (answer IS NULL)),
    CHECK (until IS NULL OR decided_at IS NOT NULL AND until > decided_at AND until <= decided_at + interval '145 hours'),
    UNIQUE (application, until)
);
CREATE INDEX grant_late_open ON grant_late (asked_at) WHERE decided_at IS NULL;

-- What was asked stands, and so does what was decided.
-- +goose StatementBegin
CREATE FUNCTION grant_late_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL
       AND (NEW.application, NEW.why, NEW.asked_by, NEW.asked_at) IS NOT DISTINCT FROM (OLD.application, OLD.why, OLD.asked_by, OLD.asked_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a late request and its decision stand: % is refused', TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON grant_late FOR EACH ROW EXECUTE FUNCTION grant_late_stands();
CREATE TRIGGER append_only BEFORE TRUNCATE ON grant_late FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was submitted by such a decision names it, and came before its end.
ALTER TABLE grant_submission ADD COLUMN admitted_until timestamptz,
    ADD CONSTRAINT grant_submission_admitted CHECK (admitted_until IS NULL OR at < admitted_until AND NOT in_grace),
    ADD CONSTRAINT grant_submission_late FOREIGN KEY (application, admitted_until) REFERENCES grant_late (application, until);

-- +goose Down
ALTER TABLE grant_submission DROP COLUMN admitted_until;
DROP TABLE grant_late;
DROP FUNCTION grant_late_stands();
