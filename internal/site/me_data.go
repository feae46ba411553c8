package site

import (
	"net/http"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/templates/mine"
)

func (s *Site) myData(w http.ResponseWriter, r *http.Request, by account.Person) error {
	person, err := s.db.PersonFound(r.Context(), by.By().Person)
	if err != nil {
		return err
	}
	var asked time.Time
	if person.AskedErasureAt != nil {
		asked = *person.AskedErasureAt
	}
	return s.private(w, r, http.StatusOK, accountHead(r, "Je gegevens"), mine.Data(asked, desk.NewOnce().String()))
}

// myDataFile sends all that is held on the person. It is asked for by a form, because the record says that it was.
func (s *Site) myDataFile(w http.ResponseWriter, r *http.Request, by account.Person) error {
	file, err := s.desk.Held(r.Context(), by)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="vriendenstad-`+calendar.DayOf(nowOf(r)).ISO()+`.json"`)
	h.Set("Content-Length", strconv.Itoa(len(file)))
	w.WriteHeader(http.StatusOK)
	if _, err := w.Write(file); err != nil {
		visitOf(r).err = err // gone before the end
	}
	return nil
}

func (s *Site) myErasure(w http.ResponseWriter, r *http.Request, _ account.Person) error {
	return s.showErasure(w, r, http.StatusOK, nil)
}

func (s *Site) showErasure(w http.ResponseWriter, r *http.Request, status int, wrong fault.Fields) error {
	return s.private(w, r, status, accountHead(r, "Vraag om gewist te worden"), mine.Erasure(wrong, desk.NewOnce().String()))
}

func (s *Site) askErasure(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.AskErasure(r.Context(), by, once)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showErasure(w, r, status, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyData(), "We hebben je vraag. De dienst kijkt ze na.")
}

func (s *Site) takeBackErasure(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := s.desk.TakeBackErasure(r.Context(), by, once); err != nil {
		return err
	}
	return s.done(w, r, link.MyData(), "Je vraag is ingetrokken. Alles blijft zoals het was.")
}
