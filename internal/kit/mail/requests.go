package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

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
	`pueden? (llamar|escribir|contactar|localizar)(me|nos) (al|en|por) [^.?!]*`,
	`gracias por (avisar|informar|confirmar|su|tu|la|el|todo)[^.?!]*`,
	`no (es necesario|hace falta|necesita|requiere) (que )?(responder|responda|contestar|conteste|respuesta)[^.?!]*`,
	`(right|ok|okay|verdad|no|cierto|lol|haha|you know|guess what)\s*\?\s*$`,
))

// A request waits for an answer without a question mark. Looking for its words
// first is some twenty times quicker than the whole expression everywhere.
type request struct {
	words  []string // one of them stands in every match
	phrase *regexp.Regexp
	begins bool // the sentence, after any greeting
}

func findRequest(sentence string) string {
	begun := afterGreeting(sentence)
	for _, r := range requests() {
		in := sentence
		if r.begins {
			in = begun
		}
		held := slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(in, w) })
		if !held {
			continue
		}
		if m := strings.TrimSpace(r.phrase.FindString(in)); m != "" {
			return m
		}
	}
	return ""
}

var requests = sync.OnceValue(func() []request {
	var all []request
	for _, row := range [][2]string{
		// English
		{`let me|let us`, `(please|pls|kindly|just|so|then|can you|could you|would you)?,? ?let (me|us) know`},
		{`please|pls|kindly`, `(please|pls|kindly) (advise|confirm|respond|reply|answer|explain|clarify|send|call|tell|check|update|provide|review|forward|share|help|get back|look into|email|text|return|schedule|inform)`},
		{`could|can |would|will `, `(could|can|would|will) (you|u|someone|anyone|somebody|your office|we (get|have|meet|talk|schedule|set up)|i (get|have|see|ask|please|still|come|talk|speak|call))\b`},
		{`would`, `would (you|it be possible)`},
		{`is it possible`, `is it possible`},
		{`is there`, `is there (any|a|some) (news|update|way|chance|word)`},
		{`any `, `any (news|updates?|word|progress|idea)( on| about| from| yet| when| how)?`},
		{`'d|would|wld`, `(i|we)('d| would| wld) (like|love|appreciate|be grateful)( to know| to hear| to understand| to ask| an?| if you| it if| your| some)`},
		{`know|ask|hear|understand|find out|speak|talk|check`, `(i|we)( just| really| still| also)? (want|wanted|need|needed|wish)( you)? to (know|ask|hear|understand|find out|speak|talk|check)`},
		{`know|ask|hear|understand`, `(wants?|wanted|needs?|needed|would like|'d like) to (know|ask|hear|understand)\b`},
		{`schedul|meet|appointment|discuss|talk|speak|come in|cancel`, `(like|want|need) to (schedule|reschedule|meet|make an appointment|set up|discuss|talk|speak|come in|cancel)\b`},
		{`trying`, `trying to (reach|contact|call|get (a hold|hold|ahold|in touch|through|an answer))`},
		{`no one|nobody|noone`, `(no one|nobody|noone) (has |have |ever |is )?(call|answer|respond|repl|return|got|told|tell|explain|contact)`},
		{`never`, `never (got|received|heard|called|answered|replied|responded|sent)`},
		{`wonder|curious|confused|sure`, `(i|we)('m| am|'re| are|'ve been| have been|) ?(just |still )?(wondering|curious|confused about|not sure (if|whether|what|how|when|who|where|why)|unsure (if|whether|what|how|when))`},
		{`wondering|asking|checking|curious`, `(wondering|asking|checking|curious) (if|whether|when|what|how|why|about|on)`},
		{`know|understand`, `(i|we) (do not|don't|dont|did not|didn't) (know|understand) (if|whether|what|how|when|why|where|who|this|the|that|any)`},
		{`heard|receiv|got`, `(have|has|had)(n't| not) (heard|received|gotten|got)( anything| back| a reply| a response| any)`},
		{`never heard`, `never heard back`},
		{`still`, `still (waiting|have not heard|haven't heard)`},
		{`wait`, `(waiting|wait) (to hear|for (your|an?|the) (answer|reply|response|call|update|word))`},
		{`forward`, `look(ing)? forward to (your|hearing|an?) ?(reply|response|answer|from|back|call)?`},
		{`get back`, `get back to (me|us)`},
		{` me | us `, `(call|text|write|email|ring) (me|us) (back|when|as soon|asap|today|tomorrow|please)`},
		{`give me|give us`, `give (me|us) a (call|ring)`},
		{`tell me|tell us`, `tell (me|us) (if|what|when|how|whether|why|where|who|more)`},
		{`your `, `your (thoughts|advice|opinion|input|view)( on| about| would| is| are|,|\.|$)`},
		{`need|want|like`, `(need|want|like) (your|some|an) (advice|answer|help|opinion|update|input|guidance)`},
		{`question`, `(i|we) (have|had|got) (a|one|another|some|two|three|several|a few|a couple of) (quick |more |other )?questions?`},
		{`question`, `my questions? (is|are)`},
		{`when|what|who|where|why|how`, `^(when|what|who|where|why|how) (will|is|are|do|does|did|should|can|could|would|happens|much|long|many|about|was|were)\b`},
		{`what|which`, `^(what|which) (other |kind of |type of )?(documents?|papers?|paperwork|forms?|time|day|date|information|else|next|amount|address|room|court|proof|records?)\b`},
		{`do|does|did|is|are|am|was|were|has|have|had`, `^(do|does|did|is|are|am|was|were|has|have|had) (i|we|you|he|she|they|it|there|the|my|our|your|his|her|their|this|that|these|those|anyone|anybody|someone|anything|everything)\b`},
		{`should|can|could|would|will`, `^(should|can|could|would|will) (i|we|you|he|she|they|it|there|the|my|our|your|his|her|their|this|that|someone|anyone)\b`},
		{`may|must`, `^(may|must) (i|we)\b`},
		// Spanish
		{`podr|puede|podemos`, `(podria|podrias|podrian|puede|puedes|pueden|podemos|podriamos)( usted| ustedes| alguien)?( por favor)?,? (decir|dar|enviar|mandar|confirmar|explicar|informar|avisar|llamar|ayudar|indicar|aclarar|ver|revisar|agendar|hablar|reunir|responder|contestar|comunicar|hacer|pasar|actualizar|orientar)`},
		{`me |nos `, `(me|nos) (puede|puedes|pueden|podria|podrias|podrian|gustaria (saber|que|preguntar|hablar|entender)|interesa saber|dice|dices|confirma|confirmas|avisa|avisas|informa|explica|llama|llamas|responde|contesta|manda|envia|ayuda)\b`},
		{`quisi|quier|quere|queri|dese|necesit`, `(quisiera|quisieramos|quiero|queremos|queria|deseo|desearia|necesito|necesitamos|necesitaba) (saber|preguntar|que me|entender|una? (respuesta|cita|consejo|actualizacion|llamada)|hablar|consultar|su (ayuda|consejo|opinion|respuesta)|confirmar si)`},
		{`avis|dig|dime|confirm|expli|infor|llam|respon|contest|mand|envi|ayud|cuent|indi|dej|haga|escrib`, `\b(aviseme|avisenos|avisame|avisanos|digame|diganos|dime|confirmeme|confirmenos|expliqueme|informeme|informenos|llameme|llamenos|llamame|respondame|contesteme|mandeme|envieme|envienos|ayudeme|cuenteme|indiqueme|dejeme saber|hagame saber|haganos saber|hagame el favor|dejenos saber)\b`},
		{`favor|pido|ruego|agradec`, `(por favor|porfavor|favor de|le pido|les pido|le ruego|le agradeceria|le agradecere|les agradeceria|agradeceria)( que)?( me| nos)?,? (confirm|responda|responde|responder|conteste|contestar|inform|avis|dig|expli|env|mand|llam|indi|aclar|revis|ayud|hag|pued|pudiera|si )`},
		{`novedad|noticia|actualizacion|informacion|respuesta|avance`, `(alguna|hay|tiene|tienen|tienes|hay alguna|tiene alguna|sin) (novedad|noticia|actualizacion|informacion|respuesta|avance)`},
		{`nuevo|pasado|sabido|que hay|que ha`, `(algo|que hay de|que ha) (nuevo|pasado|sabido)`},
		{`recibido|tenido|sabido|oido|sigo|seguimos|todavia|aun `, `(no (he|hemos) (recibido|tenido|sabido|oido)|sigo (esperando|sin)|seguimos (esperando|sin)|todavia no (se|me|nos|he)|aun no (se|me|nos|he))`},
		{`esper|quedo|quedamos`, `(espero|esperamos|quedo (a la espera|atent[oa]|en espera|pendiente)|quedamos (a la espera|atentos|pendientes|en espera)|en espera de|a la espera de)( de| a)?( su| tu| una| sus)?( pronta)? ?(respuesta|comentario|llamada|confirmacion|noticia|indicacion|contestacion)?`},
		{`no `, `no (se|entiendo|comprendo|estoy segur[oa]|tengo claro|me queda claro) (si|que|como|cuando|por que|porque|donde|quien|cual|de que|lo que|nada)`},
		{`tengo|tenemos`, `(tengo|tenemos) (una|unas|algunas|varias|dos|otra|muchas) (duda|pregunta|consulta)`},
		{`pregunta|duda`, `mi (pregunta|duda) es`},
		{`me pregunto`, `me pregunto (si|que|cuando|como)`},
		{`cuando|cuant|como|donde|quien|cual|que `, `^(cuando|cuanto|cuanta|cuantos|cuantas|como|donde|quien|cual|cuales|que|por que|a que hora|para cuando) (es|seria|sera|son|hay|debo|debemos|tengo|tenemos|puedo|podemos|va|vamos|cuesta|tarda|falta|necesito|pasa|pasara|hago|hacemos|sabe|sabremos|cree|piensa|significa|estara|tiempo)\b`},
		{`que |cual`, `^(a |con |de |para |por )?(que|cuales?|cuantos|cuantas) (documentos?|papeles?|hora|dia|fecha|cosas?|pruebas?|formas?|sigue|dijo|dijeron|sala|corte)\b`},
		{`sabe|posible|necesario|hay que`, `^(ya )?(sabe[ns]? (algo|cuando|si|que|a que|cuanto|donde)|(sera|seria|es) (posible|necesario)|hay que)\b`},
		{`nadie`, `nadie (me|nos) (ha|han|contesta|responde|llama|dice|avisa|explica)`},
		{`llev`, `(llevo|llevamos) [^.?!]{0,40}(esperando|sin (saber|respuesta|noticias|recibir))`},
		{`urge`, `((me|nos) urge|es (muy )?urgente)`},
	} {
		all = append(all, request{strings.Split(row[0], "|"), regexp.MustCompile(row[1]), row[1][0] == '^'})
	}
	return all
})

// afterGreeting drops the words that may stand before a question, so that
// "ok so when is it" begins with "when".
func afterGreeting(s string) string {
	for {
		word, rest, more := strings.Cut(s, " ")
		switch strings.Trim(word, ",:-¿") {
		case "", "ok", "okay", "well", "hi", "hello", "hey", "and", "so", "but", "then", "also", "just", "kindly", "hola", "oiga", "disculpe", "perdon",
			"y", "pero", "entonces", "ademas", "buenas", "buenos", "dias", "tardes", "licenciada", "licenciado", "abogada", "abogado":
			if more {
				s = rest
				continue
			}
		}
		return strings.TrimLeft(s, "¿")
	}
}

func phrases(list ...string) string { return `(?:` + strings.Join(list, `|`) + `)` }
