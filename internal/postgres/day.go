package postgres

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"vriendenstad/internal/calendar"
)

// dayZero is the day from which the server counts its dates.
var dayZero = calendar.Date(2000, time.January, 1)

// registerDay teaches a connection that a date is a [calendar.Day]. NULL is the zero day, both ways.
func registerDay(m *pgtype.Map) {
	m.RegisterType(&pgtype.Type{Name: "date", OID: pgtype.DateOID, Codec: dayCodec{}})
}

type dayCodec struct{ pgtype.DateCodec }

func (c dayCodec) PlanEncode(m *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if _, ok := value.(calendar.Day); ok && format == pgtype.BinaryFormatCode {
		return encodeDay{}
	}
	return c.DateCodec.PlanEncode(m, oid, format, value)
}

func (c dayCodec) PlanScan(m *pgtype.Map, oid uint32, format int16, target any) pgtype.ScanPlan {
	if _, ok := target.(*calendar.Day); ok && format == pgtype.BinaryFormatCode {
		return scanDay{}
	}
	return c.DateCodec.PlanScan(m, oid, format, target)
}

type encodeDay struct{}

func (encodeDay) Encode(value any, buf []byte) ([]byte, error) {
	day, ok := value.(calendar.Day)
	if !ok {
		return nil, fmt.Errorf("%T is not a day", value)
	}
	if day.IsZero() {
		return nil, nil
	}
	return binary.BigEndian.AppendUint32(buf, uint32(day-dayZero)), nil
}

type scanDay struct{}

func (scanDay) Scan(src []byte, target any) error {
	day, ok := target.(*calendar.Day)
	if !ok {
		return fmt.Errorf("%T is not a day", target)
	}
	if src == nil {
		*day = 0
		return nil
	}
	if len(src) != 4 {
		return fmt.Errorf("a date has 4 bytes, not %d", len(src))
	}
	*day = dayZero + calendar.Day(int32(binary.BigEndian.Uint32(src)))
	return nil
}
