package app

// react holds the firm's standing orders: what follows when something happens.
// Each reaction runs in the transaction of the act, so it holds or falls with
// it.
func (a *App) react() {
	// Someone who joins can sign in; someone who leaves can't, at once.
	a.Staff.Joined.On(a.SignIn.PersonJoined)
	a.Staff.Changed.On(a.SignIn.PersonChanged)
	a.Staff.Left.On(a.SignIn.PersonLeft)
}
