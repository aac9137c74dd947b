package web

import "candor/internal/ui"

// Rings draws the promise rings of clients or matters, from their names by id.
// Pages that stand before promises in the program's order are given one by the
// wiring; a nil one draws rings that promise nothing.
type Rings func(r *Request, names map[string]string, size ui.RingSize) (map[string]ui.Ring, error)

// Draw draws a ring for each name.
func (f Rings) Draw(r *Request, names map[string]string, size ui.RingSize) (map[string]ui.Ring, error) {
	rings := map[string]ui.Ring{}
	if f != nil {
		var err error
		if rings, err = f(r, names, size); err != nil {
			return nil, err
		}
	}
	for id, name := range names {
		if _, drawn := rings[id]; !drawn {
			rings[id] = ui.Ring{Initials: ui.Initials(name), Label: name, Size: size}
		}
	}
	return rings, nil
}
