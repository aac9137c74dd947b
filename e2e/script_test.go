package e2e

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts gives the program the commands that an administrator would, and
// reads what it answers.
func TestScripts(t *testing.T) {
	t.Parallel()
	bin := binary(t)
	testscript.Run(t, testscript.Params{
		Dir: "scripts",
		Setup: func(env *testscript.Env) error {
			address, err := freeAddress()
			env.Setenv("ADDRESS", address)
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"found": func(ts *testscript.TestScript, _ bool, args []string) {
				_, err := found(context.Background(), ts.MkAbs(args[0]), "")
				ts.Check(err)
			},
			"answers": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(answers(context.Background(), args[0], http.StatusOK))
			},
			"age": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(age(ts.MkAbs(args[0])))
			},
		},
	})
}

// age makes a database look as if a Candor of the far future had changed it.
func age(data string) error {
	d, err := sql.Open("sqlite", filepath.Join(data, "candor.db"))
	if err != nil {
		return err
	}
	_, err = d.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
	return errors.Join(err, d.Close())
}
