package app

// schedule is the program's diary: what it does by itself, and how often.
func (a *App) schedule() {
}
