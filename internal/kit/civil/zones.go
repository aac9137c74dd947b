package civil

import (
	"sync"
	"time"
)

// Zones remembers time zones by name: reading one from the system takes a
// while.
type Zones struct{ known sync.Map }

// Of is the zone of a name, UTC for one that nobody knows.
func (z *Zones) Of(name string) *time.Location {
	if found, ok := z.known.Load(name); ok {
		if zone, ok := found.(*time.Location); ok {
			return zone
		}
	}
	zone, err := LoadZone(name)
	if err != nil {
		return time.UTC
	}
	z.known.Store(name, zone)
	return zone
}
