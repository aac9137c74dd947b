package mail

import (
	"regexp"
	"strings"
)

// Quoted splits a message into the words its writer wrote for it and the rest:
// what is quoted or forwarded, the signature, the notice of confidentiality.
// It knows the usual clients in English and Spanish, and German, French,
// Italian and Portuguese as they leave their marks. Answers written between
// quoted lines are the writer's own. When in doubt a line is the writer's own:
// a question missed costs more than a line too many.
func Quoted(text string) (own, quoted string) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	var mine, rest []string
	for i := 0; i < len(lines); i++ {
		n := attribution(lines[i:])
		switch {
		case n > 0 && followedByMarks(lines[i+n:]):
			rest = append(rest, lines[i:i+n]...) // answers may follow between the lines
			i += n - 1
		case n > 0, forwardMark(lines[i:]):
			rest = append(rest, lines[i:]...)
			i = len(lines)
		case strings.HasPrefix(strings.TrimSpace(lines[i]), ">"):
			rest = append(rest, lines[i])
		case signature(lines[i]):
			end := signatureEnd(lines[i:], len(tidy(mine)) > 0)
			rest = append(rest, lines[i:i+end]...)
			i += end - 1
		default:
			mine = append(mine, lines[i])
		}
	}
	return tidy(mine), tidy(rest)
}

func tidy(lines []string) string {
	return strings.TrimSpace(blankRun.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}

var (
	blankRun = regexp.MustCompile(`\n\s*\n(\s*\n)+`)

	// "On Monday, Kim wrote:", "El lun, 2 mar 2026, Kim escribió:"
	wrote = regexp.MustCompile(`(?i)^\W{0,3}(on|el|am|le|il|em|a|den|op)\b.{4,300}(\b(wrote|writes|escribe|ha scritto|escreveu|a [eé]crit)|\bescribi[oó]|\b(schrieb|skrev|schreef)\b.{0,80})(\s*[:：])\s*$`)
	// "Kim Park <kim@firm.test> wrote:"
	nameWrote = regexp.MustCompile(`(?i)^.{2,120}[>)\d].{0,40}\b(wrote|escribi[oó]|schrieb|a [eé]crit)\s*[:：]\s*$`)
	begins    = regexp.MustCompile(`(?i)^\W{0,3}(on|el|am|le|il|em|den|op)\s.*(\d|<|@|,)`)

	dashes = regexp.MustCompile(`(?i)^\s*[-_=*]{2,}\s*(original (message|appointment)|mensaje original|forwarded (message|by)|mensaje (re)?enviado|` +
		`urspr[uü]ngliche nachricht|weitergeleitete nachricht|message (d'origine|original|transf[eé]r[eé])|messaggio originale|mensagem original|begin forwarded message)\b.{0,40}$`)
	forwards = regexp.MustCompile(`(?i)^\s*(begin forwarded message|inicio del mensaje reenviado|comienzo del mensaje reenviado|d[eé]but du message r[eé]exp[eé]di[eé]|anfang der weitergeleiteten nachricht)\s*[:：]\s*$`)
	rule     = regexp.MustCompile(`^\s*[_-]{10,}\s*$`)

	fromLine = regexp.MustCompile(`(?i)^\s*\*?(from|de|von|da)\s*[:：]\*?\s*\S`)
	moreLine = regexp.MustCompile(`(?i)^\s*\*?(sent|date|to|cc|subject|enviado( el)?|fecha|para|asunto|gesendet|datum|an|betreff|envoy[eé]|[aà]|objet|data|inviato|oggetto|assunto)\s*[:：]\*?`)

	device = regexp.MustCompile(`(?i)^\s*(sent (from|via|with) (my )?(i(phone|pad)|mobile|phone|tablet|android|galaxy|samsung|blackberry|outlook|mail|yahoo|proton|t-mobile|verizon|windows)|` +
		`enviado (desde|con|por) (mi )?(i(phone|pad)|m[oó]vil|celular|tel[eé]fono|tableta|android|galaxy|samsung|outlook|correo|yahoo)|` +
		`get outlook for|obtener outlook para|von meinem (iphone|ipad|handy)|envoy[eé] de mon|gesendet von|inviato da)`)
	notice = regexp.MustCompile(`(?i)^\W{0,4}(((confidentiality|privacy|legal) (notice|statement)|disclaimer|(privileged (and|&) confidential|confidential (and|&) privileged|attorney[- ]client privileged?)( communication)?|` +
		`aviso (legal|de confidencialidad|de privacidad)|(nota|cl[aá]usula) de confidencialidad)\W{0,4}([:.]|$)|` +
		`(this|the information in this|the information contained in this) (e-?mail|message|communication|transmission)[^.]{0,120}(confidential|privileged|intended (only|solely))|` +
		`(este|la informaci[oó]n (contenida )?en este) (correo|mensaje|e-?mail)[^.]{0,120}(confidencial|privilegiad|destinatari)|` +
		`please consider the environment|antes de imprimir|piense en el medio)`)
)

// attribution gives how many lines introduce a quotation here; clients break
// a long one in two or three.
func attribution(lines []string) int {
	joined := ""
	for n := 1; n <= 3 && n <= len(lines); n++ {
		line := strings.TrimSpace(lines[n-1])
		if line == "" || len(line) > 400 {
			return 0
		}
		if n > 1 && !begins.MatchString(joined) {
			return 0
		}
		joined = strings.TrimSpace(joined + " " + line)
		if !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "：") {
			continue
		}
		if wrote.MatchString(joined) || (n == 1 && nameWrote.MatchString(joined)) {
			return n
		}
	}
	return 0
}

func followedByMarks(lines []string) bool {
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			return strings.HasPrefix(line, ">")
		}
	}
	return false
}

// forwardMark finds where another message is put in whole: a line of dashes
// that says so, or its header.
func forwardMark(lines []string) bool {
	line := lines[0]
	if len(line) > 400 {
		return false
	}
	if dashes.MatchString(line) || forwards.MatchString(line) {
		return true
	}
	if rule.MatchString(line) {
		for _, next := range lines[1:min(len(lines), 4)] {
			if strings.TrimSpace(next) != "" {
				return fromLine.MatchString(next)
			}
		}
		return false
	}
	if !fromLine.MatchString(line) {
		return false
	}
	more := 0
	for _, next := range lines[1:min(len(lines), 6)] {
		if moreLine.MatchString(next) {
			more++
		}
	}
	return more >= 2
}

func signature(line string) bool {
	bare := strings.TrimRight(line, "\r")
	if bare == "-- " || bare == "--" {
		return true
	}
	return len(line) < 1000 && (device.MatchString(line) || notice.MatchString(line))
}

// signatureEnd gives how many lines a signature has: a device's line is alone,
// a notice above the letter ends with its paragraph, and any other reaches to
// the quotation after it.
func signatureEnd(lines []string, afterWords bool) int {
	if device.MatchString(lines[0]) {
		return 1
	}
	above := !afterWords && notice.MatchString(lines[0])
	for n := 1; n < len(lines); n++ {
		line := strings.TrimSpace(lines[n])
		if above && line == "" || strings.HasPrefix(line, ">") || attribution(lines[n:]) > 0 || forwardMark(lines[n:]) {
			return n
		}
	}
	return len(lines)
}
