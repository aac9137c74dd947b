package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// postOffice is a mail server of one's own: Exim takes mail in by SMTP, keeps
// a copy of all of it in one mbox, and hands it to Dovecot, which keeps a
// Maildir a person and shows it by IMAP.
//
// These two are what small firms' own mail servers are made of; both run
// without root, on any port, from one folder, and together weigh some ten
// megabytes. The clients are as real: swaks and mutt write, mbsync fetches.
type postOffice struct {
	t                *testing.T
	dir              string
	smtp, lmtp, imap string // ports
	run              []string
}

const dovecotConf = `base_dir = DIR/run
log_path = DIR/dovecot.log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
default_internal_user = USER
default_internal_group = GROUP
default_login_user = USER
mail_location = maildir:DIR/server/%n
first_valid_uid = 1
auth_username_format = %n
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=USER gid=GROUP home=DIR/server/%n allow_all_users=yes
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = IMAP
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = LMTP
  }
}
`

const eximConf = `keep_environment =
admin_groups = GROUP
trusted_groups = GROUP
exim_user = USER
exim_group = GROUP
primary_hostname = mail.larkspur.example
spool_directory = DIR/spool
log_file_path = DIR/exim-%slog
pid_file_path = DIR/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = SMTP
tls_advertise_hosts =
acl_smtp_rcpt = accept
deliver_drop_privilege
never_users =
begin routers
archive:
  driver = accept
  unseen
  transport = mbox
box:
  driver = accept
  transport = lmtp
begin transports
mbox:
  driver = appendfile
  file = DIR/archive.mbox
  check_string = "From "
  escape_string = ">From "
  message_prefix = "From ${if def:return_path{$return_path}{MAILER-DAEMON}} $tod_bsdinbox\n"
lmtp:
  driver = smtp
  protocol = lmtp
  hosts = 127.0.0.1
  port = LMTP
  hosts_override
  allow_localhost
`

// openPostOffice starts the servers, or skips the test where they are not
// installed; REQUIRE_MAIL forbids that.
func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	for _, program := range []string{"/usr/sbin/exim4", "/usr/sbin/dovecot", "/usr/bin/swaks", "/usr/bin/mutt", "/usr/bin/mbsync"} {
		if _, err := os.Stat(program); err != nil {
			if os.Getenv("REQUIRE_MAIL") != "" {
				t.Fatalf("%v; run scripts/need.sh mail", err)
			}
			t.Skipf("%v; run scripts/need.sh mail", err)
		}
	}
	// A short path: the servers' sockets are in it. Not TempDir: its parent is closed to others.
	dir, err := os.MkdirTemp("", "candor-mail-")
	if err != nil {
		t.Fatal(err)
	}
	o := &postOffice{t: t, dir: dir}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 { // they refuse to deliver to root
		if me, err = user.Lookup("nobody"); err != nil {
			t.Fatal(err)
		}
		o.run = []string{"runuser", "-u", "nobody", "--"}
	}
	group, err := user.LookupGroupId(me.Gid)
	if err != nil {
		t.Fatal(err)
	}
	for _, port := range []*string{&o.smtp, &o.lmtp, &o.imap} {
		address, err := freeAddress()
		if err != nil {
			t.Fatal(err)
		}
		_, *port, _ = net.SplitHostPort(address) // it was just made
	}
	fill := strings.NewReplacer("DIR", dir, "USER", me.Username, "GROUP", group.Name, "SMTP", o.smtp, "LMTP", o.lmtp, "IMAP", o.imap)
	for _, sub := range []string{"run", "spool", "server"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	o.file("dovecot.conf", fill.Replace(dovecotConf))
	o.file("exim.conf", fill.Replace(eximConf))
	if len(o.run) > 0 {
		o.must("", "chown", "-R", me.Username+":"+group.Name, dir)
	}
	o.start("/usr/sbin/dovecot", "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	o.start("/usr/sbin/exim4", "-C", filepath.Join(dir, "exim.conf"), "-bdf", "-q30s")
	for _, port := range []string{o.smtp, o.lmtp, o.imap} {
		within(t, 30*time.Second, "the post office is open at "+port+"\n", func() bool {
			c, err := net.Dial("tcp", "127.0.0.1:"+port)
			return err == nil && c.Close() == nil
		})
	}
	return o
}

func (o *postOffice) file(name, text string) string {
	o.t.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil { //nolint:gosec // the servers read it as somebody else
		o.t.Fatal(err)
	}
	return path
}

// start runs a server until the test ends.
func (o *postOffice) start(command ...string) {
	o.t.Helper()
	command = append(append([]string{}, o.run...), command...)
	c := exec.Command(command[0], command[1:]...) //nolint:gosec // the words are ours
	var out said
	c.Stdout, c.Stderr, c.Dir = &out, &out, "/"
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.Start(); err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGTERM) // it may be gone already
		_ = c.Wait()                                      // it was told to go
		if o.t.Failed() {
			o.t.Logf("%v said\n%s", command, out.text())
		}
	})
}

// must runs a client to its end.
func (o *postOffice) must(in string, command ...string) {
	o.t.Helper()
	c := exec.CommandContext(o.t.Context(), command[0], command[1:]...) //nolint:gosec // the words are ours
	c.Stdin, c.Dir = strings.NewReader(in), o.dir
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+o.dir)
	if out, err := c.CombinedOutput(); err != nil {
		o.t.Fatalf("%v: %v\n%s", command, err, out)
	}
}

// swaks sends a message as somebody outside.
func (o *postOffice) swaks(from, to, id string, more ...string) {
	o.t.Helper()
	o.must("", append([]string{"swaks", "--silent", "2", "--server", "127.0.0.1:" + o.smtp, "--from", from, "--to", to, "--header", "Message-Id: <" + id + ">"}, more...)...)
}

// mutt sends a message as Ruth does, who sends herself a copy.
func (o *postOffice) mutt(draft string, files ...string) {
	o.t.Helper()
	rc := o.file("muttrc", fmt.Sprintf(`set realname="Ruth Okafor" from="ruth@larkspur.example" use_from=yes hostname=larkspur.example
set smtp_url="smtp://127.0.0.1:%s/" ssl_starttls=no ssl_force_tls=no
set copy=no charset=utf-8 send_charset="us-ascii:koi8-r:iso-2022-jp:utf-8"
`, o.smtp))
	args := []string{"mutt", "-n", "-F", rc, "-H", o.file("draft", "Bcc: ruth@larkspur.example\n"+draft)}
	if len(files) > 0 {
		args = append(append(args, "-a"), files...)
	}
	o.must("", args...)
}

// fetch brings Ruth's mail to a folder of Maildirs, as a mail program does
// that keeps a copy on the desk.
func (o *postOffice) fetch() (folder string) {
	o.t.Helper()
	folder = filepath.Join(o.dir, "fetched")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		o.t.Fatal(err)
	}
	rc := o.file("mbsyncrc", fmt.Sprintf(`IMAPAccount ruth
Host 127.0.0.1
Port %s
User ruth
Pass secret
SSLType None
AuthMechs LOGIN

IMAPStore far
Account ruth

MaildirStore near
Path %s/
Inbox %s/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Near
SyncState *
`, o.imap, folder, folder))
	o.must("", "mbsync", "-q", "-c", rc, "all")
	return folder
}

// delivered waits until as many messages have reached a person.
func (o *postOffice) delivered(person string, n int) {
	o.t.Helper()
	within(o.t, 30*time.Second, fmt.Sprintf("%d messages reach %s", n, person), func() bool {
		there, err := filepath.Glob(filepath.Join(o.dir, "server", person, "new", "*"))
		return err == nil && len(there) == n
	})
}
