package signin

import "testing"

func TestASpareWayInIsAlwaysLeft(t *testing.T) {
	t.Parallel()
	key, link := []Passkey{{}}, []Identity{{}}
	for _, tt := range []struct {
		name string
		left Factors
		want bool
	}{
		{"a password", Factors{Password: true}, true},
		{"nothing", Factors{}, false},
		{"a code alone, which opens nothing", Factors{Code: true}, false},
		{"a password where two are required", Factors{Password: true, Required: true}, false},
		{"password and code where two are required", Factors{Password: true, Code: true, Required: true}, true},
		{"a passkey where two are required", Factors{Passkeys: key, Required: true}, true},
		{"single sign-on where two are required", Factors{Identities: link, Required: true}, true},
	} {
		if got := tt.left.spare(); got != tt.want {
			t.Errorf("%s: spare = %v, want %v", tt.name, got, tt.want)
		}
	}
}
