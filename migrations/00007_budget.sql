-- +goose Up
-- The ledger. The program only adds entries; the trigger below moves the balances, and nothing else does.

-- What an envelope is for. The flag of a kind that is used cannot change: envelopes hang on both columns.
CREATE TABLE budget_kind (
    id        text    PRIMARY KEY CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name      text    NOT NULL UNIQUE CHECK (name <> ''),
    purpose   text    NOT NULL CHECK (purpose <> ''),
    emergency boolean NOT NULL,
    position  integer NOT NULL UNIQUE CHECK (position >= 1),
    UNIQUE (id, emergency)
);

CREATE TABLE budget_year (
    year    integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 2100),
    state   text    NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed')),
    -- The part of the year's credit that emergency aid may have at most, in basis points.
    ceiling integer NOT NULL CHECK (ceiling BETWEEN 0 AND 10000),
    demo    boolean NOT NULL DEFAULT false,
    UNIQUE (year, state)
);

CREATE TABLE budget_envelope (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year       integer NOT NULL,
    -- The year's state stands here too, so that the one UPDATE that moves a balance looks at it under the row's own lock.
    year_state text    NOT NULL DEFAULT 'planned',
    kind       text    NOT NULL,
    emergency  boolean NOT NULL,
    -- What becomes of what is left when the year is closed; chosen before the year begins.
    leftover   text    NOT NULL CHECK (leftover IN ('lapses', 'same-kind', 'structural')),
    -- None is less than nothing: that follows from the bounds below, of which each costs every booking some time.
    credit     bigint  NOT NULL DEFAULT 0,
    reserved   bigint  NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    committed  bigint  NOT NULL DEFAULT 0,
    paid       bigint  NOT NULL DEFAULT 0,
    recovered  bigint  NOT NULL DEFAULT 0 CHECK (recovered >= 0),
    UNIQUE (year, kind),
    UNIQUE (id, emergency),
    FOREIGN KEY (year, year_state) REFERENCES budget_year (year, state) ON UPDATE CASCADE,
    FOREIGN KEY (kind, emergency) REFERENCES budget_kind (id, emergency),
    CONSTRAINT budget_envelope_holds CHECK (reserved + committed <= credit),
    CHECK (paid <= committed),
    CHECK (recovered <= paid)
);

-- An agreement over years, with an association or with none that the portal knows.
CREATE TABLE budget_agreement (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text   NOT NULL CHECK (title <> ''),
    association bigint REFERENCES association (id),
    decision    text   NOT NULL CHECK (decision ~ '^[0-9]{4}_[A-Z]{2,4}_[0-9]{5}$'),
    decided_on  date   NOT NULL,
    demo        boolean NOT NULL DEFAULT false
);

-- What the city holds itself to: a dossier's grant, an agreement's year, a direct commitment.
CREATE TABLE budget_promise (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text    NOT NULL CHECK (source IN ('grant', 'agreement', 'direct')),
    title       text    NOT NULL CHECK (title <> ''),
    association bigint  REFERENCES association (id),
    project     bigint  UNIQUE REFERENCES project (id),
    agreement   bigint  REFERENCES budget_agreement (id),
    -- The envelope that it is meant for, which an agreement's later year may not have yet.
    year        integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    kind        text    NOT NULL,
    emergency   boolean NOT NULL,
    -- What was granted, in cents: no more is ever committed.
    amount      bigint  NOT NULL CHECK (amount > 0),
    demo        boolean NOT NULL DEFAULT false,
    UNIQUE (id, emergency),
    UNIQUE (agreement, year),
    FOREIGN KEY (kind, emergency) REFERENCES budget_kind (id, emergency),
    CHECK ((source = 'agreement') = (agreement IS NOT NULL)),
    CHECK (source = 'grant' OR project IS NULL)
);
CREATE INDEX budget_promise_envelope ON budget_promise (year, kind);
CREATE INDEX budget_promise_association ON budget_promise (association);

-- What a promise has of an envelope: the sums of its entries there.
CREATE TABLE budget_holding (
    promise   bigint NOT NULL REFERENCES budget_promise (id),
    envelope  bigint NOT NULL REFERENCES budget_envelope (id),
    reserved  bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    committed bigint NOT NULL DEFAULT 0,
    paid      bigint NOT NULL DEFAULT 0,
    recovered bigint NOT NULL DEFAULT 0 CHECK (recovered >= 0),
    PRIMARY KEY (promise, envelope),
    CHECK (paid <= committed),
    CHECK (recovered <= paid)
);
CREATE INDEX budget_holding_envelope ON budget_holding (envelope);

-- The trigger numbers an entry when it holds the locks of its envelopes: within an envelope a higher number was committed later.
CREATE SEQUENCE budget_entry_number;

CREATE TABLE budget_entry (
    id         bigint  PRIMARY KEY,
    kind       text    NOT NULL CHECK (kind IN ('credit', 'transfer', 'reservation', 'commitment', 'release', 'payment', 'recovery')),
    envelope   bigint  NOT NULL,
    emergency  boolean NOT NULL,
    -- Where a transfer goes; the entry's envelope is where it comes from.
    to_envelope  bigint,
    to_emergency boolean,
    promise    bigint,
    amount     bigint  NOT NULL CHECK (amount <> 0),
    -- What a release lets go of.
    side       text    CHECK (side IN ('reserved', 'committed')),
    -- How much of the promise's reservation a commitment took the place of. The trigger writes it.
    unreserved bigint  NOT NULL DEFAULT 0,
    -- Whether a credit is the one that was voted before the year began, or a budgetwijziging.
    basis      text    CHECK (basis IN ('initial', 'amendment')),
    reverses   bigint  REFERENCES budget_entry (id),
    decision   text    NOT NULL DEFAULT '' CHECK (decision = '' OR decision ~ '^[0-9]{4}_[A-Z]{2,4}_[0-9]{5}$'),
    -- The day of the decision, or of the bank's statement; at is when the portal was told.
    decided_on date    NOT NULL,
    why        text    NOT NULL DEFAULT '',
    at         timestamptz NOT NULL,
    person     bigint  NOT NULL,
    act        text    NOT NULL CHECK (act <> ''),
    FOREIGN KEY (envelope, emergency) REFERENCES budget_envelope (id, emergency),
    FOREIGN KEY (to_envelope, to_emergency) REFERENCES budget_envelope (id, emergency),
    FOREIGN KEY (promise, emergency) REFERENCES budget_promise (id, emergency),
    CHECK (amount > 0 OR kind = 'credit' OR reverses IS NOT NULL),
    CHECK ((kind = 'transfer') = (to_envelope IS NOT NULL)),
    CHECK ((to_envelope IS NULL) = (to_emergency IS NULL)),
    CHECK (to_envelope <> envelope),
    CHECK ((kind IN ('credit', 'transfer')) = (promise IS NULL)),
    CHECK ((kind = 'release') = (side IS NOT NULL)),
    CHECK ((kind = 'credit') = (basis IS NOT NULL)),
    CHECK (kind NOT IN ('credit', 'commitment') OR decision <> ''),
    CHECK (kind IN ('credit', 'reservation', 'commitment', 'payment') AND reverses IS NULL OR why <> ''),
    -- Emergency aid is never fed from what is not for emergencies: neither by a transfer, nor by one that is undone.
    CONSTRAINT budget_entry_ring_fence CHECK (NOT to_emergency OR emergency),
    CONSTRAINT budget_entry_ring_fence_undone CHECK (amount > 0 OR to_emergency IS NULL OR to_emergency = emergency)
);
CREATE INDEX budget_entry_envelope ON budget_entry (envelope, id);
CREATE INDEX budget_entry_to ON budget_entry (to_envelope, id) WHERE to_envelope IS NOT NULL;
CREATE INDEX budget_entry_promise ON budget_entry (promise, id) WHERE promise IS NOT NULL;
CREATE INDEX budget_entry_credit ON budget_entry (decision) WHERE kind = 'credit';
CREATE INDEX budget_entry_at ON budget_entry (at);
CREATE UNIQUE INDEX budget_entry_reverses_key ON budget_entry (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE INDEX audit_entry_at ON audit_entry (at);

-- A closing is proposed by one person and confirmed by another.
CREATE TABLE budget_closing (
    year         integer PRIMARY KEY REFERENCES budget_year (year),
    proposed_by  bigint      NOT NULL,
    proposed_at  timestamptz NOT NULL,
    -- The number of the last entry that the proposal saw: when there is a later one, it is proposed again.
    last_entry   bigint      NOT NULL,
    -- The promises of which the reservation goes on to the next year; the others are undone.
    moved_on     bigint[]    NOT NULL,
    why          text        NOT NULL,
    confirmed_by bigint,
    confirmed_at timestamptz,
    CONSTRAINT budget_closing_by_two CHECK (confirmed_by <> proposed_by),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

-- A payment by hand is prepared by one person and approved by another.
CREATE TABLE budget_payment_order (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    promise     bigint NOT NULL,
    envelope    bigint NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    pay_on      date   NOT NULL,
    why         text   NOT NULL,
    prepared_by bigint NOT NULL,
    prepared_at timestamptz NOT NULL,
    ended_by    bigint,
    ended_at    timestamptz,
    -- The payment's entry; none for an order that waits, or that was refused.
    entry       bigint UNIQUE REFERENCES budget_entry (id),
    refused     text   NOT NULL DEFAULT '',
    FOREIGN KEY (promise, envelope) REFERENCES budget_holding (promise, envelope),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK ((ended_by IS NULL) = (entry IS NULL AND refused = '')),
    CHECK (entry IS NULL OR refused = ''),
    CONSTRAINT budget_payment_by_two CHECK (entry IS NULL OR ended_by <> prepared_by)
);
CREATE INDEX budget_payment_order_waiting ON budget_payment_order (promise) WHERE ended_by IS NULL;

-- How a refusal of the ledger is told: an SQLSTATE of our own, with the figures as its detail.
-- VS100 no such line · VS101 no room in the envelope · VS102 not in this state of the year · VS103 more than the promise has there ·
-- VS104 more than was granted · VS105 above the ceiling · VS106 one decision feeds emergency aid from others · VS107 wrong correction.
-- +goose StatementBegin
CREATE FUNCTION budget_refuse(code text, which bigint, what text, promise bigint, amount bigint, available bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    figures json;
BEGIN
    SELECT json_build_object('envelope', e.id, 'year', e.year, 'state', e.year_state, 'kind', e.kind, 'name', k.name,
                             'emergency', e.emergency, 'available', available)
    INTO figures FROM budget_envelope e JOIN budget_kind k ON k.id = e.kind WHERE e.id = which;
    RAISE EXCEPTION 'the ledger refuses a % of % cents', what, amount
        USING ERRCODE = code, DETAIL = coalesce(figures, '{}')::text, HINT = json_build_object('kind', what, 'amount', amount)::text;
END $$;
-- +goose StatementEnd

-- How much of what an entry asks for the promise has in the envelope.
-- +goose StatementBegin
CREATE FUNCTION budget_held(entry budget_entry) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(CASE
        WHEN entry.kind = 'recovery' THEN paid - recovered
        WHEN entry.kind = 'release' AND entry.side = 'reserved' OR entry.kind = 'reservation' THEN reserved
        ELSE committed - paid END), 0)::bigint
    FROM budget_holding WHERE promise = entry.promise AND envelope = entry.envelope
$$;
-- +goose StatementEnd

-- Says why an envelope did not take what an entry asked of it.
-- +goose StatementBegin
CREATE FUNCTION budget_explain(which bigint, states text[], entry budget_entry) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    e budget_envelope;
BEGIN
    SELECT * INTO e FROM budget_envelope WHERE id = which;
    IF e.id IS NULL THEN
        PERFORM budget_refuse('VS100', which, entry.kind, entry.promise, entry.amount, 0);
    ELSIF e.year_state <> ALL (states) THEN
        PERFORM budget_refuse('VS102', which, entry.kind, entry.promise, entry.amount, e.credit - e.reserved - e.committed);
    ELSIF entry.kind IN ('payment', 'recovery', 'release') OR (entry.kind IN ('reservation', 'commitment') AND entry.amount < 0) THEN
        PERFORM budget_refuse('VS103', which, entry.kind, entry.promise, entry.amount, budget_held(entry));
    END IF;
    PERFORM budget_refuse('VS101', which, entry.kind, entry.promise, entry.amount, e.credit - e.reserved - e.committed);
END $$;
-- +goose StatementEnd

-- Moves what an envelope keeps, where its year is in one of the states and it stays whole; the row's lock is held from here on. It is true, or
-- raises: an assignment calls it without a query of its own, which PERFORM would cost.
-- +goose StatementBegin
CREATE FUNCTION budget_move(which bigint, states text[], dcredit bigint, dreserved bigint, dcommitted bigint, dpaid bigint,
                            drecovered bigint, entry budget_entry) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE budget_envelope
    SET credit = credit + dcredit, reserved = reserved + dreserved, committed = committed + dcommitted, paid = paid + dpaid,
        recovered = recovered + drecovered
    WHERE id = which AND year_state = ANY (states)
      AND reserved + dreserved >= 0 AND committed + dcommitted >= paid + dpaid AND paid + dpaid >= recovered + drecovered
      AND recovered + drecovered >= 0
      AND (reserved + dreserved + committed + dcommitted <= credit + dcredit);
    IF NOT FOUND THEN
        PERFORM budget_explain(which, states, entry);
    END IF;
    RETURN true;
END $$;
-- +goose StatementEnd

-- Plans stay with a connection: one that was made while the tables were small must not walk them when they have grown.
-- +goose StatementBegin
CREATE FUNCTION budget_enter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    states    text[];
    was       budget_entry;
    held      bigint;
    moved     boolean;
    dreserved bigint := 0;
    dcommitted bigint := 0;
    dpaid     bigint := 0;
    drecovered bigint := 0;
BEGIN
    NEW.unreserved := 0;
    IF NEW.reverses IS NOT NULL THEN
        -- Who undoes the same entry at the same time waits here, and learns that it was undone.
        SELECT * INTO was FROM budget_entry WHERE id = NEW.reverses FOR NO KEY UPDATE;
        IF EXISTS (SELECT FROM budget_entry WHERE reverses = NEW.reverses) THEN
            RAISE EXCEPTION 'entry % is undone already', NEW.reverses USING ERRCODE = '23505', CONSTRAINT = 'budget_entry_reverses_key';
        ELSIF was.id IS NULL OR was.reverses IS NOT NULL OR was.kind <> NEW.kind OR was.amount <> -NEW.amount OR was.envelope <> NEW.envelope
           OR was.to_envelope IS DISTINCT FROM NEW.to_envelope OR was.promise IS DISTINCT FROM NEW.promise
           OR was.side IS DISTINCT FROM NEW.side OR was.basis IS DISTINCT FROM NEW.basis THEN
            PERFORM budget_refuse('VS107', NEW.envelope, NEW.kind, NEW.promise, NEW.amount, 0);
        END IF;
        NEW.unreserved := -was.unreserved;
    END IF;

    -- What moves credit waits for all else that does; a commitment waits for its envelope alone.
    IF NEW.kind IN ('credit', 'transfer') THEN
        PERFORM FROM budget_year WHERE year IN (SELECT year FROM budget_envelope WHERE id IN (NEW.envelope, NEW.to_envelope))
            ORDER BY year FOR NO KEY UPDATE;
    END IF;

    IF NEW.kind = 'credit' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.decision, 7));
        -- Before the year begins the credit is voted; from then on a budgetwijziging changes it.
        states := CASE NEW.basis WHEN 'initial' THEN '{planned}' ELSE '{open}' END;
        moved := budget_move(NEW.envelope, states, NEW.amount, 0, 0, 0, 0, NEW);
        NEW.id := nextval('budget_entry_number');
        RETURN NEW;
    ELSIF NEW.kind = 'transfer' THEN
        -- What is left of a year goes on to the next, which may not have begun.
        IF NEW.envelope < NEW.to_envelope THEN
            moved := budget_move(NEW.envelope, '{open}', -NEW.amount, 0, 0, 0, 0, NEW);
            moved := budget_move(NEW.to_envelope, '{planned,open}', NEW.amount, 0, 0, 0, 0, NEW);
        ELSE
            moved := budget_move(NEW.to_envelope, '{planned,open}', NEW.amount, 0, 0, 0, 0, NEW);
            moved := budget_move(NEW.envelope, '{open}', -NEW.amount, 0, 0, 0, 0, NEW);
        END IF;
        NEW.id := nextval('budget_entry_number');
        RETURN NEW;
    END IF;

    CASE NEW.kind
    WHEN 'reservation' THEN dreserved := NEW.amount; states := '{planned,open}';
    WHEN 'commitment' THEN dcommitted := NEW.amount; states := '{open}';
    WHEN 'release' THEN
        IF NEW.side = 'reserved' THEN dreserved := -NEW.amount; ELSE dcommitted := -NEW.amount; END IF;
        states := CASE WHEN NEW.amount > 0 THEN '{planned,open,closed}' ELSE '{planned,open}' END;
    WHEN 'payment' THEN dpaid := NEW.amount; states := '{open,closed}';
    WHEN 'recovery' THEN drecovered := NEW.amount; states := '{open,closed}';
    END CASE;

    IF NEW.kind = 'commitment' THEN
        IF NEW.reverses IS NOT NULL THEN
            dreserved := -NEW.unreserved; -- gives back
        ELSE
            -- What the promise has reserved here is committed or free again. It is looked up under the envelope's lock, which a promise
            -- without a reservation does not need: for it the one UPDATE below is all.
            SELECT reserved INTO held FROM budget_holding WHERE promise = NEW.promise AND envelope = NEW.envelope;
            IF held > 0 THEN
                PERFORM FROM budget_envelope WHERE id = NEW.envelope FOR NO KEY UPDATE;
                SELECT reserved INTO held FROM budget_holding WHERE promise = NEW.promise AND envelope = NEW.envelope;
                NEW.unreserved := held;
                dreserved := -held;
            END IF;
        END IF;
    END IF;

    moved := budget_move(NEW.envelope, states, 0, dreserved, dcommitted, dpaid, drecovered, NEW);
    NEW.id := nextval('budget_entry_number');

    IF NEW.kind = 'commitment' AND NEW.amount > 0 THEN
        INSERT INTO budget_holding (promise, envelope, committed) VALUES (NEW.promise, NEW.envelope, dcommitted)
        ON CONFLICT (promise, envelope) DO UPDATE SET reserved = budget_holding.reserved + dreserved, committed = budget_holding.committed + dcommitted
        WHERE budget_holding.reserved = NEW.unreserved;
        IF NOT FOUND THEN
            -- A reservation that was made between the look and the lock gives way too.
            SELECT reserved INTO held FROM budget_holding WHERE promise = NEW.promise AND envelope = NEW.envelope;
            moved := budget_move(NEW.envelope, states, 0, NEW.unreserved - held, 0, 0, 0, NEW);
            NEW.unreserved := held;
            UPDATE budget_holding SET reserved = 0, committed = committed + dcommitted WHERE promise = NEW.promise AND envelope = NEW.envelope;
        END IF;
        RETURN NEW;
    ELSIF NEW.kind = 'reservation' AND NEW.amount > 0 THEN
        INSERT INTO budget_holding (promise, envelope, reserved) VALUES (NEW.promise, NEW.envelope, dreserved)
        ON CONFLICT (promise, envelope) DO UPDATE SET reserved = budget_holding.reserved + dreserved;
        RETURN NEW;
    END IF;
    UPDATE budget_holding
    SET reserved = reserved + dreserved, committed = committed + dcommitted, paid = paid + dpaid, recovered = recovered + drecovered
    WHERE promise = NEW.promise AND envelope = NEW.envelope
      AND reserved + dreserved >= 0 AND committed + dcommitted >= paid + dpaid AND paid + dpaid >= recovered + drecovered
      AND recovered + drecovered >= 0;
    IF NOT FOUND THEN
        PERFORM budget_refuse('VS103', NEW.envelope, NEW.kind, NEW.promise, NEW.amount, budget_held(NEW));
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER moves BEFORE INSERT ON budget_entry FOR EACH ROW EXECUTE FUNCTION budget_enter();

-- What holds of an act as a whole is looked at when all its entries stand: these triggers run after the last.
-- +goose StatementBegin
CREATE FUNCTION budget_credited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    bad record;
BEGIN
    -- Emergency aid has at most its share of the year's credit, what went on to the next year counted where it came from.
    FOR bad IN
        SELECT y.ceiling * c.every / 10000 - c.emergency AS room
        FROM budget_envelope e
        JOIN budget_year y ON y.year = e.year
        CROSS JOIN LATERAL (
            SELECT sum(credit + gone)::bigint AS every, coalesce(sum(credit + gone) FILTER (WHERE v.emergency), 0)::bigint AS emergency
            FROM budget_envelope v
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(t.amount), 0) AS gone FROM budget_entry t JOIN budget_envelope w ON w.id = t.to_envelope
                WHERE t.envelope = v.id AND t.kind = 'transfer' AND w.year <> v.year) g
            WHERE v.year = y.year) c
        WHERE e.id IN (NEW.envelope, NEW.to_envelope) AND c.emergency * 10000 > y.ceiling * c.every
    LOOP
        PERFORM budget_refuse('VS105', NEW.envelope, NEW.kind, NULL, NEW.amount, bad.room);
    END LOOP;
    -- A decision that gives to emergency aid takes from nothing else.
    IF NEW.kind = 'credit' AND EXISTS (
        SELECT FROM budget_entry up JOIN budget_entry down ON down.decision = up.decision AND down.kind = 'credit'
        WHERE up.decision = NEW.decision AND up.kind = 'credit' AND up.emergency AND up.amount > 0 AND down.amount < 0
          AND down.envelope <> up.envelope) THEN
        PERFORM budget_refuse('VS106', NEW.envelope, NEW.kind, NULL, NEW.amount, 0);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER credited AFTER INSERT ON budget_entry FOR EACH ROW WHEN (NEW.promise IS NULL) EXECUTE FUNCTION budget_credited();

-- No more is committed than was granted, over all years of a promise.
-- +goose StatementBegin
CREATE FUNCTION budget_granted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    granted bigint;
    room    bigint;
BEGIN
    SELECT amount INTO granted FROM budget_promise WHERE id = NEW.promise FOR NO KEY UPDATE;
    SELECT granted - sum(committed) INTO room FROM budget_holding WHERE promise = NEW.promise;
    IF room < 0 THEN
        PERFORM budget_refuse('VS104', NEW.envelope, NEW.kind, NEW.promise, NEW.amount, room + abs(NEW.amount));
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER granted AFTER INSERT ON budget_entry FOR EACH ROW
    WHEN (NEW.kind = 'commitment' AND NEW.amount > 0 OR NEW.kind = 'release' AND NEW.amount < 0) EXECUTE FUNCTION budget_granted();

-- A new envelope is empty, and balances are moved by entries alone: for the owner too. What an entry's trigger does, and what follows from the
-- year's state, comes from within a trigger.
-- +goose StatementBegin
CREATE FUNCTION budget_balance_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is moved by entries alone: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER entries_only BEFORE INSERT OR UPDATE ON budget_holding
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION budget_balance_guard();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON budget_holding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER begins_empty BEFORE INSERT ON budget_envelope FOR EACH ROW
    WHEN (NEW.credit <> 0 OR NEW.reserved <> 0 OR NEW.committed <> 0 OR NEW.paid <> 0 OR NEW.recovered <> 0 OR NEW.year_state <> 'planned')
    EXECUTE FUNCTION budget_balance_guard();
CREATE TRIGGER entries_only BEFORE UPDATE OF id, year, year_state, kind, emergency, credit, reserved, committed, paid, recovered ON budget_envelope
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION budget_balance_guard();
-- What becomes of what is left is chosen before the year begins.
CREATE TRIGGER chosen_before BEFORE UPDATE OF leftover ON budget_envelope FOR EACH ROW
    WHEN (OLD.year_state <> 'planned') EXECUTE FUNCTION budget_balance_guard();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON budget_envelope FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A promise stands: what it becomes is in its entries.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_promise FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_agreement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A year goes forward alone, from planned to open to closed, and is closed when two people said so.
-- +goose StatementBegin
CREATE FUNCTION budget_year_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state = 'planned' THEN
        RETURN NEW;
    ELSIF TG_OP = 'UPDATE' AND NEW.year = OLD.year AND NEW.demo = OLD.demo THEN
        IF OLD.state = 'planned' AND NEW.state = 'planned' THEN
            IF EXISTS (SELECT FROM budget_envelope WHERE year = NEW.year
                       HAVING sum(credit) FILTER (WHERE emergency) * 10000 > sum(credit) * NEW.ceiling) THEN
                RAISE EXCEPTION 'emergency aid of % has more than this ceiling', NEW.year USING ERRCODE = 'VS105', DETAIL = '{}', HINT = '{}';
            END IF;
            RETURN NEW;
        ELSIF NEW.ceiling = OLD.ceiling AND OLD.state = 'planned' AND NEW.state = 'open' THEN
            RETURN NEW;
        ELSIF NEW.ceiling = OLD.ceiling AND OLD.state = 'open' AND NEW.state = 'closed'
            AND EXISTS (SELECT FROM budget_closing WHERE year = NEW.year AND confirmed_by IS NOT NULL) THEN
            RETURN NEW;
        ELSIF NEW = OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a budget year goes from planned to open to closed, by two people: % is refused', TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER forward_only BEFORE INSERT OR UPDATE OR DELETE ON budget_year FOR EACH ROW EXECUTE FUNCTION budget_year_guard();
CREATE TRIGGER append_only BEFORE TRUNCATE ON budget_year FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What two people decided stands; what one proposed can be taken back.
-- +goose StatementBegin
CREATE FUNCTION budget_by_two_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    second text[] := TG_ARGV[0];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF to_jsonb(NEW) ->> second[1] IS NULL THEN
            RETURN NEW;
        END IF;
    ELSIF to_jsonb(OLD) ->> second[1] IS NULL THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        ELSIF to_jsonb(NEW) - second = to_jsonb(OLD) - second THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is proposed by one and decided by another, once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'VS001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER by_two BEFORE INSERT OR UPDATE OR DELETE ON budget_closing
    FOR EACH ROW EXECUTE FUNCTION budget_by_two_guard('{confirmed_by,confirmed_at}');
CREATE TRIGGER append_only BEFORE TRUNCATE ON budget_closing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER by_two BEFORE INSERT OR UPDATE ON budget_payment_order
    FOR EACH ROW EXECUTE FUNCTION budget_by_two_guard('{ended_by,ended_at,entry,refused}');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON budget_payment_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION budget_refuse, budget_held, budget_explain, budget_move, budget_enter, budget_credited, budget_granted FROM PUBLIC;

INSERT INTO budget_kind (id, name, purpose, emergency, position) VALUES
    ('structureel', 'Structurele steun', 'Samenwerking over jaren met partners in het Zuiden, volgens een afsprakennota.', false, 1),
    ('projecten', 'Projecten', 'Projecten van Antwerpse verenigingen met een partner in het Zuiden.', false, 2),
    ('scholen', 'Scholen', 'Projecten van scholen rond de duurzame-ontwikkelingsdoelen, met geld of met logistieke hulp.', false, 3),
    ('sensibilisering', 'Sensibilisering en inleefreizen', 'Activiteiten in de stad en inleefreizen, die de wereld dichterbij brengen.', false, 4),
    ('noodhulp', 'Noodhulp', 'Snelle hulp na een ramp of bij een conflict. Ze gaat nooit ten koste van de andere enveloppes.', true, 5);

-- +goose Down
DROP TABLE budget_payment_order;
DROP TABLE budget_closing;
DROP FUNCTION budget_move;
DROP FUNCTION budget_explain;
DROP FUNCTION budget_held;
DROP FUNCTION budget_refuse;
DROP TABLE budget_entry;
DROP SEQUENCE budget_entry_number;
DROP FUNCTION budget_credited();
DROP FUNCTION budget_granted();
DROP FUNCTION budget_enter();
DROP TABLE budget_holding;
DROP TABLE budget_promise;
DROP TABLE budget_agreement;
DROP TABLE budget_envelope;
DROP TABLE budget_year;
DROP TABLE budget_kind;
DROP FUNCTION budget_year_guard();
DROP FUNCTION budget_balance_guard();
DROP FUNCTION budget_by_two_guard();
DROP INDEX audit_entry_at;
