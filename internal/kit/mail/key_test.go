package mail

import (
	"strings"
	"testing"
)

const pinnedKey = "07732f84c0eb7bb999d59f784b316d630f3e94f2dd76ac559aa6601262316e14"

func TestTheKeyOutlastsTheWay(t *testing.T) {
	t.Parallel()
	base := "Received: by one\r\nMessage-ID: <A1@firm.test>\r\nDate: Mon,  2 Mar 2026 09:14:00 -0600\r\nFrom: Kim Park <kim@firm.test>\r\n\r\nHello\r\n\r\n"
	key, body := Key([]byte(base))
	if key != pinnedKey {
		t.Errorf("key = %s, want %s: a changed key imports every old mail again", key, pinnedKey)
	}
	for name, c := range map[string]struct {
		raw       string
		key, body bool
	}{
		"other line ends":   {strings.ReplaceAll(base, "\r\n", "\n"), true, true},
		"another hop":       {"Received: by two\r\n" + base, true, true},
		"id in other case":  {strings.Replace(base, "A1@", "a1@", 1), true, true},
		"name rewritten":    {strings.Replace(base, "Kim Park", `"Park, Kim"`, 1), true, true},
		"a footer added":    {base + "footer", true, false},
		"another id":        {strings.Replace(base, "A1@", "A2@", 1), false, true},
		"another date":      {strings.Replace(base, "09:14", "09:15", 1), false, true},
		"spaces at the end": {base + "  \r\n\r\n", true, true},
	} {
		k, b := Key([]byte(c.raw))
		if (k == key) != c.key || (b == body) != c.body {
			t.Errorf("%s: same key %v, same body %v, want %v and %v", name, k == key, b == body, c.key, c.body)
		}
	}
	one, _ := Key([]byte("From: a@b.test\n\none"))
	two, _ := Key([]byte("From: a@b.test\n\ntwo"))
	if one == two {
		t.Error("two mails without an id have one key, want two")
	}
}
