package promise

import (
	"encoding/json"
	"fmt"
	"time"
)

// kept is how terms are written down: times in business minutes, so that a
// person who reads the record understands it.
type kept struct {
	Every       Every  `json:"every"`
	Acknowledge int64  `json:"acknowledge"`
	Answer      int64  `json:"answer"`
	Escalate    int64  `json:"escalate"`
	Source      Source `json:"source,omitempty"`
}

// none is how None is written.
const none = -1

// MarshalJSON writes terms in business minutes, -1 for no promise.
func (t Terms) MarshalJSON() ([]byte, error) {
	return json.Marshal(kept{t.Every, minutes(t.Acknowledge), minutes(t.Answer), minutes(t.Escalate), t.Source})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Terms) UnmarshalJSON(b []byte) error {
	var k kept
	if err := json.Unmarshal(b, &k); err != nil {
		return fmt.Errorf("reading terms: %w", err)
	}
	*t = Terms{Every: k.Every, Acknowledge: duration(k.Acknowledge), Answer: duration(k.Answer), Escalate: duration(k.Escalate), Source: k.Source}
	return nil
}

func minutes(d time.Duration) int64 {
	if d < 0 {
		return none
	}
	return int64(d / time.Minute)
}

// mostMinutes is more than any terms may have; more would run over.
const mostMinutes = 1 << 20

func duration(m int64) time.Duration {
	if m < 0 {
		return None
	}
	return time.Duration(min(m, mostMinutes)) * time.Minute
}
