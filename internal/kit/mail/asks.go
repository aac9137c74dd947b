package mail

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// AsksSomething reports whether the writer waits for an answer, and by what
// words. A client's reasonable request must be answered promptly (Model Rule
// 1.4(a)(4)), so a request missed costs more than one seen too often: courtesy
// is left out, doubt is not. Quotations, signatures and web addresses do not
// count. It knows English and Spanish; in any language it knows "?".
func AsksSomething(text string) (asks bool, why string) {
	if len(text) > maxAsked {
		text = text[:maxAsked]
	}
	own, _ := Quoted(text)
	own = fold(webAddress.ReplaceAllString(own, " "))
	for _, sentence := range sentences(own) {
		bare := strings.TrimSpace(courtesy.ReplaceAllString(sentence, " "))
		if m := request.FindString(bare); m != "" {
			return true, strings.TrimSpace(m)
		}
		if isQuestion(bare) {
			return true, "?"
		}
	}
	return false, ""
}

// maxAsked is how much of a mail is searched: people ask in the first pages.
const maxAsked = 48 << 10

var webAddress = regexp.MustCompile(`(?i)<?\b(https?://|www\.|mailto:)\S+|\S+@\S+\.\S+`)

// fold takes off accents and case: people leave accents out on telephones.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’' || r == '‘' || r == '`':
			return '\''
		case r == '？' || r == '⁇' || r == '؟':
			return '?'
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// sentences cuts at full stops and empty lines, keeping "?" with its sentence.
// A line end alone does not end a sentence: mail breaks lines anywhere.
func sentences(s string) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		end := s[i] == '.' || s[i] == '!' || s[i] == '?'
		if end && i+1 < len(s) && !strings.ContainsRune(" \n\t)\"'?!.*_", rune(s[i+1])) {
			continue // 3.5, a.m, file.pdf
		}
		if end || s[i] == '\n' && i+1 < len(s) && (s[i+1] == '\n' || s[i+1] == '-' || s[i+1] == '*') {
			out = append(out, strings.Join(strings.Fields(s[start:i+1]), " "))
			start = i + 1
		}
	}
	return append(out, strings.Join(strings.Fields(s[start:]), " "))
}

// isQuestion wants a word before the mark, so that "???" alone, or a "?" where
// a letter was lost, does not count.
func isQuestion(s string) bool {
	if i := strings.IndexByte(s, '?'); i > 0 {
		return strings.ContainsFunc(s[:i], unicode.IsLetter)
	}
	return strings.ContainsRune(s, '¿')
}

// courtesy are the phrases that ask nothing, or leave the asking to the other.
var courtesy = regexp.MustCompile(phrases(
	`(please )?(do not|don't|dont) hesitate to [^.?!]*`,
	`(please )?(feel free to |do )?(let (me|us) know|call( me| us)?|contact (me|us)|reach out|email (me|us)|ask|reach (me|us))( at any time| directly| anytime)? (if|should|in case) (you|there|anything|something|that)[^.?!]*`,
	`(if|should) you (have|need|should have)( any)? (further |more |other )?(questions?|concerns?|anything|help|information)[^.?!]*`,
	`thanks? (you )?(so much )?for (letting|advising|confirming|asking|your|the)[^.?!]*`,
	`no (need|reply|response|answer)[^.?!]*(needed|necessary|required|to reply|to respond|to answer)`,
	`(hi|hello|hey|dear)?[^.?!]{0,30}\bhow (are|r) (you|u|things)( doing| all| today| feeling)*( today| this (morning|week))?\s*\?`,
	`how('s| is) (it going|everything( going)?|life|the family)\s*\?`,
	`how was your (weekend|day|trip|holiday|vacation)\s*\?`,
	`(i )?hope (you|all|this|everything)[^.?!]*[.?!]?`,
	`(hola|buenos dias|buenas( tardes| noches)?|estimad[oa]s?|querid[oa])?[^.?!¿]{0,30}¿?\b(como|que tal) (esta|estas|estan|le va|te va|va todo|ha estado|todo)( usted| ustedes| hoy)?\s*\?`,
	`¿?que tal( todo)?\s*\?`,
	`(por favor,? )?(no dude|no duden|no dudes) en [^.?!]*`,
	`(si|cualquier) (tiene|tienes|tuviera|tienen|necesita|necesitas|duda|pregunta|cosa|hay)[^.?!]*(pregunta|duda|consulta|aclaracion|inquietud|algo|ayuda|avis|dig|llam|escrib|estoy|estamos|quedo|ordenes)[^.?!]*`,
	`(quedo|quedamos|estoy|estamos) (a su disposicion|a sus ordenes|a la orden|para servirle)[^.?!]*`,
	`gracias por (avisar|informar|confirmar|su|tu|la|el|todo)[^.?!]*`,
	`no (es necesario|hace falta|necesita|requiere) (que )?(responder|responda|contestar|conteste|respuesta)[^.?!]*`,
	`(right|ok|okay|verdad|no|cierto|lol|haha|you know|guess what)\s*\?\s*$`,
))

// request are the phrases that wait for an answer without a question mark.
var request = regexp.MustCompile(phrases(
	// English
	`(please|pls|kindly|just|so|then|can you|could you|would you)?,? ?let (me|us) know`,
	`(please|pls|kindly) (advise|confirm|respond|reply|answer|explain|clarify|send|call|tell|check|update|provide|review|forward|share|help|get back|look into|email|text|return|schedule|inform)`,
	`(could|can|would|will) (you|u|someone|anyone|somebody|your office|we (get|have|meet|talk|schedule|set up)|i (get|have|see|ask|please|still|come|talk|speak|call))\b`,
	`would (you|it be possible)`, `is it possible`, `is there (any|a|some) (news|update|way|chance|word)`,
	`any (news|updates?|word|progress|idea)( on| about| from| yet| when| how)?`,
	`(i|we)('d| would| wld) (like|love|appreciate|be grateful)( to know| to hear| to understand| to ask| an?| if you| it if| your| some)`,
	`(i|we)( just| really| still| also)? (want|wanted|need|needed|wish)( you)? to (know|ask|hear|understand|find out|speak|talk|check)`,
	`(i|we)('m| am|'re| are|'ve been| have been|) ?(just |still )?(wondering|curious|confused about|not sure (if|whether|what|how|when|who|where|why)|unsure (if|whether|what|how|when))`,
	`(wondering|asking|checking|curious) (if|whether|when|what|how|why|about|on)`,
	`(i|we) (do not|don't|dont|did not|didn't) (know|understand) (if|whether|what|how|when|why|where|who|this|the|that|any)`,
	`(have|has|had)(n't| not) (heard|received|gotten|got)( anything| back| a reply| a response| any)`, `never heard back`, `still (waiting|have not heard|haven't heard)`,
	`(waiting|wait) (to hear|for (your|an?|the) (answer|reply|response|call|update|word))`, `look(ing)? forward to (your|hearing|an?) ?(reply|response|answer|from|back|call)?`,
	`get back to (me|us)`, `(call|text|write|email|ring) (me|us) (back|when|as soon|asap|today|tomorrow|please)`, `give (me|us) a (call|ring)`, `tell (me|us) (if|what|when|how|whether|why|where|who|more)`,
	`your (thoughts|advice|opinion|input|view)( on| about| would| is| are|,|\.|$)`, `(need|want|like) (your|some|an) (advice|answer|help|opinion|update|input|guidance)`, `(i|we) (have|had|got) (a|one|another|some|two|three|several|a few|a couple of) (quick |more |other )?questions?`, `my questions? (is|are)`,
	`^((ok|okay|well),? )?(and |so |but |then |hi,? |also,? |hello,? )?(when|what|who|where|why|how) (will|is|are|do|does|did|should|can|could|would|happens|much|long|many|about|was|were)\b[^.!]*$`,
	`^(and |so |also,? )?(should|do|does|did|is|are|am|was|were|has|have) (i|we|you|he|she|they|it|there|the|my|our|this|that)\b[^.!,;]{3,}\?`,
	`^(should|may|must) (i|we) [^.!]*$`,
	// Spanish
	`(podria|podrias|podrian|puede|puedes|pueden|podemos|podriamos)( usted| ustedes| alguien)?( por favor)?,? (decir|dar|enviar|mandar|confirmar|explicar|informar|avisar|llamar|ayudar|indicar|aclarar|ver|revisar|agendar|hablar|reunir|responder|contestar|comunicar|hacer|pasar|actualizar|orientar)`,
	`(me|nos) (puede|puedes|pueden|podria|podrias|podrian|gustaria (saber|que|preguntar|hablar|entender)|interesa saber|dice|dices|confirma|confirmas|avisa|avisas|informa|explica|llama|llamas|responde|contesta|manda|envia|ayuda)\b`,
	`(quisiera|quisieramos|quiero|queremos|queria|deseo|desearia|necesito|necesitamos|necesitaba) (saber|preguntar|que me|entender|una? (respuesta|cita|consejo|actualizacion|llamada)|hablar|consultar|su (ayuda|consejo|opinion|respuesta)|confirmar si)`,
	`\b(aviseme|avisenos|avisame|avisanos|digame|diganos|dime|confirmeme|confirmenos|expliqueme|informeme|informenos|llameme|llamenos|llamame|respondame|contesteme|mandeme|envieme|envienos|ayudeme|cuenteme|indiqueme|dejeme saber|hagame saber|haganos saber|hagame el favor|dejenos saber)\b`,
	`(por favor|porfavor|favor de|le pido|les pido|le ruego|le agradeceria|le agradecere|les agradeceria|agradeceria)( que)?( me| nos)?,? (confirm|responda|responde|responder|conteste|contestar|inform|avis|dig|expli|env|mand|llam|indi|aclar|revis|ayud|hag|pued|pudiera|si )`,
	`(alguna|hay|tiene|tienen|tienes|hay alguna|tiene alguna|sin) (novedad|noticia|actualizacion|informacion|respuesta|avance)`, `(algo|que hay de|que ha) (nuevo|pasado|sabido)`,
	`(no (he|hemos) (recibido|tenido|sabido|oido)|sigo (esperando|sin)|seguimos (esperando|sin)|todavia no (se|me|nos|he)|aun no (se|me|nos|he))`,
	`(espero|esperamos|quedo (a la espera|atent[oa]|en espera|pendiente)|quedamos (a la espera|atentos|pendientes|en espera)|en espera de|a la espera de)( de| a)?( su| tu| una| sus)?( pronta)? ?(respuesta|comentario|llamada|confirmacion|noticia|indicacion|contestacion)?`,
	`no (se|entiendo|comprendo|estoy segur[oa]|tengo claro|me queda claro) (si|que|como|cuando|por que|porque|donde|quien|cual|de que|lo que|nada)`,
	`(tengo|tenemos) (una|unas|algunas|varias|dos|otra|muchas) (duda|pregunta|consulta)`, `mi (pregunta|duda) es`, `me pregunto (si|que|cuando|como)`,
	`^(y |pero |entonces |hola,? )?(cuando|cuanto|cuanta|cuantos|cuantas|como|donde|quien|cual|que|por que|a que hora|para cuando) (es|seria|sera|son|hay|debo|debemos|tengo|tenemos|puedo|podemos|va|vamos|cuesta|tarda|falta|necesito|pasa|pasara|hago|hacemos|sabe|sabremos|cree|piensa|significa|estara|tiempo)\b[^.!]*$`,
))

func phrases(list ...string) string { return `(?:` + strings.Join(list, `|`) + `)` }
