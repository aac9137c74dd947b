package demo

// anyWords fit every matter: how things stand, and the small questions.
func anyWords() string {
	return `
== any
# Where things stand
lawyer: {Just a short word on where things stand.|A short word so that you don't have to ask.} {Nothing has moved this month, which at this stage is normal.|It has been quiet, and quiet is fine at this stage.} I looked at the file again today; the next thing we expect should come by {day2}. If it doesn't, I will find out why and tell you.
# Monthly call
call out: Monthly call, {six|eight|ten} minutes. {Nothing new on {topic}; said so plainly.|Went over where {topic} stands.} {client} {had no questions|asked about the next date, which we don't have yet|is well and glad of the call}.
# A quick question
client: {Sorry to bother you.|A quick one.} {Have you heard anything yet?|Is there anything new about {topic}?|Is there something I should be doing at the moment?}
lawyer: You aren't bothering anyone. {No news yet about {topic}; I expect to hear by {day}.|Nothing to do on your side. I expect the next step by {day}.} You'll hear from me then, whichever way it goes.
# Call back
voicemail out: Left word to call back, without saying what about.
call in: {client} called back. Told {client} where {topic} stands and what comes next. {Five minutes.|All clear.}
# New address
client: We move at the end of the month; the new address is below. {Do I need to tell anyone else?|Who else has to know?}
priya: Thank you, I have changed it in our records and told those who must know. The post office form is the only thing left for you.
# The bill
client: I got your bill, thank you. {What is the line "review of correspondence, 0.4"?|Could you explain the second line to me?}
lawyer: {A fair question.|Thank you for asking.} That was the letter about {topic}: twenty-two minutes to read it and write the two notes you got that week. If a line ever looks odd, please ask; explaining a bill is never charged.
# Checking in
priya: {lawyer} asked me to check in: {are all your papers still where we think they are, and is your telephone number the same?|has anything changed on your side: work, address, telephone?} A one-line answer is plenty.
client: All the same here. {Anything I should know?|How is it looking?}
priya: It is looking as it should. {lawyer} will write to you properly within the next two weeks.
# Long call
call in: {client} rang, worried after talking with a friend whose case went badly. Explained what is different here. Not much law in it, but it needed saying. {Eleven|Twenty} minutes, not billed.
# Copy of the file
client: {Could I have a copy of everything we have sent so far?|Would it be possible to get a copy of my file?} I like to keep my own folder.
priya: Of course, it is your file. It is attached; the large part comes by post tomorrow.
# Review of the file
note: Read through the whole file. {Nothing forgotten.|One date to check with the clerk.} Next look in two weeks.
lawyer: I went through your whole file today, as I do every couple of months. {All is where it should be.|One small thing: the clerk has an old telephone number for you, which Priya is correcting.} Nothing you need to do.
== closing
# How it ended
call out: Told {client} the result on the telephone before writing. {Relief.|A good talk about what comes next.} Closing letter to follow.
letter out: Closing letter: what was reached, that our work on this matter is done, what {client} should watch for, how to get the file and how long we keep it. With thanks for the trust.
thanks: Thank you for everything. I hope I won't need you again, and I mean that in the nicest way.
`
}

// anySpanishWords are the same for those who write in Spanish.
func anySpanishWords() string {
	return `
== any
# Cómo va todo
lawyer: Le escribo unas líneas para que no tenga que preguntar. Este mes no hubo cambios, y en esta etapa es normal. Espero el próximo paso antes del {day2}; si no llega, averiguo por qué y le aviso.
# Llamada del mes
call out: Monthly call in Spanish, ten minutes. Nothing new; said so plainly. {client} is well.
# Una pregunta
client: Disculpe la molestia. {¿Ya hay alguna noticia?|¿Hay algo que yo deba hacer?}
lawyer: No es ninguna molestia. Todavía no hay noticias; las espero para el {day}. Ese día le escribo, haya o no haya.
# Me cambié de número
client: Cambié de teléfono, mi número nuevo está abajo. {¿A quién más le aviso?|¿Tengo que avisar a alguien más?}
priya: Gracias, ya lo cambié en nuestros registros. A nadie más.
# Reviso su expediente
lawyer: Hoy revisé su expediente completo, como hago cada dos meses. Todo está en orden y no falta nada de su parte.
thanks: Muchas gracias, que Dios la bendiga.
# Llamada perdida
voicemail out: Left word in Spanish to call back, without saying what about.
call in: Called back on the way home. Told {client} where things stand. Five minutes.
== closing
# Así terminó
call out: Told {client} the result by telephone, in Spanish, before writing.
letter out: Closing letter in Spanish: what was reached, what to watch for, how to get the file and how long we keep it.
thanks: Mil gracias por todo, licenciada.
`
}
