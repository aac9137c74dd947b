package inquiry

import (
	"time"

	"candor/internal/kit/errs"
)

// Terms are the firm's own rules for leads. Zero means as suggested.
type Terms struct {
	Answer time.Duration `json:"answer"` // business time until a person answers
	Fresh  time.Duration `json:"fresh"`  // how old a conflict check may be at signing
	Chase  int           `json:"chase"`  // business days in a state until its reminder is due
	Ripe   int           `json:"ripe"`   // days until a month's inquiries may be judged
}

// Suggested are terms for a firm that has not chosen its own.
func Suggested() Terms {
	return Terms{Answer: 4 * time.Hour, Fresh: 72 * time.Hour, Chase: 2, Ripe: 60}
}

// Over gives terms, and what they leave open from others.
func (t Terms) Over(d Terms) Terms {
	if t.Answer == 0 {
		t.Answer = d.Answer
	}
	if t.Fresh == 0 {
		t.Fresh = d.Fresh
	}
	if t.Chase == 0 {
		t.Chase = d.Chase
	}
	if t.Ripe == 0 {
		t.Ripe = d.Ripe
	}
	return t
}

// Check says what can't be used.
func (t Terms) Check() error {
	var p errs.Problems
	p.Check(t.Answer > 0 && t.Answer <= 80*time.Hour, "answer", "Choose from a quarter of an hour to 80 business hours.")
	p.Check(t.Fresh >= time.Hour && t.Fresh <= 30*24*time.Hour, "fresh", "Choose from 1 to 720 hours.")
	p.Check(t.Chase >= 1 && t.Chase <= 60, "chase", "Choose from 1 to 60 business days.")
	p.Check(t.Ripe >= 1 && t.Ripe <= 730, "ripe", "Choose from 1 to 730 days.")
	return p.Err()
}
