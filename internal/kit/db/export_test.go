package db

import "time"

// InLine is how many wait for their turn to write.
func InLine(d *DB) int64 { return d.line.waiting.Load() }

// Patient lets acts share a commit however long they take.
func Patient(d *DB) { d.line.long = time.Hour }
