package demo

import (
	"context"
	"time"

	"candor/internal/talk/promise"
	"candor/internal/work/task"
)

// duty is a task, due in so many business days; done tells how many business
// days ago it was finished, if it was.
type duty struct {
	in       int
	owner    string
	piece    string // empty is of the office
	title    string
	notes    string
	priority task.Priority
	done     int
}

func duties() []duty {
	return []duty{
		{in: -2, owner: "evan", piece: "singh", title: "Ask the bank for the two missing statements", priority: task.High},
		{in: -1, owner: "priya", piece: "pham", title: "Call the health plan about the lien", notes: "Ask for Mrs. Odum; she knows the file."},
		{in: 0, owner: "ruth", piece: "rivera", title: "Draft the answer to the second offer", priority: task.High},
		{in: 0, owner: "ruth", piece: "tanaka", title: "Go over the witness list with Kenji"},
		{in: 0, owner: "evan", piece: "cedar", title: "Send draft three to both partners", priority: task.High},
		{in: 0, owner: "evan", piece: "haddad", title: "Pick up the dashboard camera's memory card"},
		{in: 0, owner: "priya", piece: "greene", title: "Print the wills for signing, two sets"},
		{in: 0, owner: "lucia", piece: "mendoza", title: "Read the new country report before the call"},
		{in: 0, owner: "iris", title: "Answer Beatrix Holm, recommended by Rose Caldwell", notes: "Names first, story later."},
		{in: 1, owner: "ruth", piece: "doyle", title: "Letter to Ms. Brandt about the account ending in 4471"},
		{in: 1, owner: "priya", piece: "adeyemi", title: "Courier for the visa extension"},
		{in: 1, owner: "lucia", piece: "ramirez", title: "Book the court's interpreter"},
		{in: 1, owner: "priya", title: "Order folders, the blue ones", priority: task.Low},
		{in: 2, owner: "evan", piece: "bell", title: "Ask the programme for its start dates"},
		{in: 2, owner: "ruth", piece: "fitzgerald", title: "Call Colleen before the inventory is filed", priority: task.High},
		{in: 2, owner: "priya", piece: "ito", title: "Fourth call to the clinic for the records"},
		{in: 3, owner: "lucia", piece: "cruz", title: "Find an engineer who has seen scaffolds"},
		{in: 3, owner: "priya", piece: "langley", title: "List of claims to date"},
		{in: 4, owner: "evan", piece: "larch", title: "Redline of the guarantee clause"},
		{in: 5, owner: "ruth", piece: "prairie", title: "Notes on the term sheet for the board"},
		{in: 6, owner: "lucia", piece: "kite", title: "Answer the examiner on the purpose clause"},
		{in: 8, owner: "ruth", piece: "mokoena", title: "Practise the deposition with Ms. Mokoena"},
		{in: 9, owner: "priya", piece: "wynn", title: "Chase the laboratory report"},
		{in: 12, owner: "ruth", piece: "freeman", title: "Read the State's brief"},
		{in: 15, owner: "evan", title: "Ethics course, two hours", priority: task.Low},
		{in: -3, owner: "priya", piece: "wu", title: "Ask the curator for a signed letter", done: 4},
		{in: -2, owner: "ruth", piece: "bergstrom", title: "Send the school's letter to Mr. Kessler", done: 2},
		{in: -1, owner: "lucia", piece: "price", title: "Ask for the separate waiting room", done: 1},
		{in: 1, owner: "evan", piece: "jensen", title: "Watch the dashboard video again", done: 1},
		{in: -5, owner: "priya", piece: "rossi", title: "Post the receipts to the cousins", done: 6},
	}
}

// toil plans the tasks: each made some days before it is due.
func (w *world) toil() {
	today := w.hours.OnOrBefore(w.hours.Today(w.now))
	for i, d := range duties() {
		due := w.hours.AddDays(today, d.in)
		at := w.ago(time.Duration(9+(i*5)%30) * time.Hour)
		if d.done > 0 {
			at = w.ago(time.Duration(d.done*8+20) * time.Hour)
		}
		var made task.Task
		w.at(at, "task: "+d.title, func(ctx context.Context) (err error) {
			t := task.Task{Title: d.title, Notes: d.notes, OwnerID: w.staff[d.owner].ID, DueOn: due, Priority: d.priority}
			if d.piece != "" {
				t.MatterID, t.ContactID = w.files[d.piece].ID, w.files[d.piece].ClientID
			}
			if t.Priority == "" {
				t.Priority = task.Normal
			}
			made, err = w.Task.Add(ctx, w.as(d.owner), t)
			return err
		})
		if d.done == 0 {
			continue
		}
		w.at(w.ago(time.Duration(d.done)*6*time.Hour), "done: "+d.title, func(ctx context.Context) error {
			_, err := w.Task.Finish(ctx, w.as(d.owner), made.ID)
			return err
		})
	}
}

// agreed are rhythms agreed with a client beside the firm's own.
func agreed() map[string]promise.Every {
	return map[string]promise.Every{
		"price":     {N: 2, Unit: promise.Week},
		"mendoza":   {N: 3, Unit: promise.Week},
		"freeman":   {N: 1, Unit: promise.Month},
		"prairie":   {N: 1, Unit: promise.Week},
		"hernandez": {N: 3, Unit: promise.Week},
	}
}

// promises plans what was agreed with single clients, and what was put off or
// handed on today.
func (w *world) promises(tellers []*teller) {
	for _, t := range tellers {
		if every, ok := agreed()[t.p.key]; ok {
			w.at(t.start().Add(20*time.Minute), "terms of "+t.p.key, func(ctx context.Context) error {
				_, err := w.Promise.SetTerms(ctx, w.as(t.p.lead), w.files[t.p.key].ID, promise.NewTerms{Own: promise.Terms{Every: every}, Reason: "Agreed at the first meeting.", WithClient: true})
				return err
			})
		}
	}
	tomorrow := w.hours.AddDays(w.hours.Today(w.now), 1)
	w.at(w.ago(40*time.Minute), "putting off", func(ctx context.Context) error {
		return w.Promise.Snooze(ctx, w.as("evan"), w.files["grant"].ID, tomorrow, "On tour until tonight; asked to be called tomorrow after lunch.")
	})
	w.at(w.ago(30*time.Minute), "handing on", func(ctx context.Context) error {
		return w.Promise.Delegate(ctx, w.as("lucia"), w.files["ito"].ID, w.staff["priya"].ID, "Hana only needs to hear which clinic is late.")
	})
	for _, name := range []string{"ruth", "evan", "lucia", "priya"} {
		w.at(w.ago(13*time.Hour), name+" looks", func(ctx context.Context) error { return w.Promise.Look(ctx, w.as(name)) })
	}
}
