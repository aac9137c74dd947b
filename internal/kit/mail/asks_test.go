package mail

import "testing"

func TestAsksSomething(t *testing.T) {
	t.Parallel()
	asks := []string{
		"Hi Kim, when is the next hearing?",
		"Could you send me a copy of the lease",
		"please let me know what the judge said.",
		"Any news on my case",
		"I was wondering if we could move the meeting to Friday.",
		"I have not heard back from anyone since March.",
		"Do I have to come to court on the 4th?",
		"Just checking on the status of my green card.",
		"I'd like to know how much this will cost me.",
		"Can I talk to the insurance company directly",
		"I don't understand what the letter means. It says I owe them.",
		"My landlord changed the locks. What should I do?",
		"Please advise.",
		"We still haven't heard anything from the other side.",
		"Should I sign it",
		"Please call me when you can.",
		"Looking forward to hearing from you.",
		"how long will it take for the check to come",
		"I need to know by Friday, my sister is travelling.",
		"Is it normal that they send letters to my mother?",
		"Tell me if this is the right form.",
		"Thanks for your help. One more thing: who pays the filing fee?",
		"I am not sure whether the deadline is the 4th or the 5th.",
		"Got your letter. Can we meet next week? Thanks.",
		"I have a question about the invoice.",
		"Attached is the contract. Your thoughts?",
		"Would it be possible to pay in two parts",
		"See my answers below.\n\n> Who signed?\n\nMy sister. Does that matter?",
		"The officer said\nhe would come back. Is that\nallowed?",
		"Hope you are well. When can I pick up my documents?",
		"ok so what happens now",
		"Please confirm you got this.",
		"Give me a call today, it's about the kids.",
		"Would you mind looking at the second page again",
		// Spanish
		"Buenos días, ¿cuándo es la audiencia?",
		"podria decirme si ya llego la carta de inmigracion",
		"Quisiera saber cómo va mi caso.",
		"Me gustaría saber cuánto me van a cobrar.",
		"Avíseme cuando tenga noticias, por favor.",
		"¿Hay alguna novedad?",
		"No he recibido respuesta de la aseguradora.",
		"Por favor confirme que recibió los papeles.",
		"Quedo a la espera de su respuesta.",
		"Disculpe la molestia, no entiendo qué significa este documento.",
		"me puede llamar hoy",
		"Necesito saber si tengo que ir a la corte el lunes.",
		"Tengo una duda sobre el contrato.",
		"Le agradecería que me explicara el punto 4.",
		"Cuando tengo que pagar",
		"Hola licenciada, cómo está? Ya salió la sentencia?",
		"Favor de informarme la fecha de la cita.",
		"Sigo esperando los documentos del banco.",
		"No sé si debo firmar el acuerdo.",
		"Dígame qué documentos faltan.",
		"Espero su pronta respuesta.",
		"Mi hermano quiere viajar, puede salir del país?",
	}
	asksNot := []string{
		"Thank you, see you on Tuesday.",
		"Attached are the pay stubs for January and February.",
		"Ok.",
		"I signed it and sent it back by post this morning.",
		"Please let me know if you have any questions.",
		"If you have any questions, do not hesitate to call me.",
		"Let me know if you need anything else.",
		"Here is the link: https://court.example/case?id=12&view=full",
		"Paid today, see https://bank.example/receipt?no=4711.",
		"Thanks for letting me know.",
		"How are you? I sent the forms today.",
		"Hi Kim, how are you doing today? The forms are attached.",
		"Hope you had a good weekend. I will be there at 10.",
		"I will be late, sorry.\n\nOn Mon, Mar 2, 2026 at 9:14 AM Kim Park <kim@firm.test> wrote:\n\n> Are you on your way?",
		"Received.\n\n-- \nAna Ruiz\nQuestions? Call the bakery.",
		"Understood.\n\nCONFIDENTIALITY NOTICE: If you are not the intended recipient please let us know. Did you print this?",
		"No need to reply.",
		"The landlord came by on Monday and left a note.",
		"???",
		"My new number is 555-0100. I moved to 12 Main St. last week.",
		"Thank you for your patience and for asking about my mother. She is better.",
		"This came today.\n\n-----Original Message-----\nFrom: Landlord\nSent: Monday\nSubject: Notice\n\nWhen will you leave?",
		// Spanish
		"Muchas gracias, nos vemos el martes.",
		"Adjunto los recibos de enero y febrero.",
		"Cualquier duda, quedo a sus órdenes.",
		"Si tiene alguna pregunta no dude en llamarme.",
		"Hola, ¿cómo está? Ya mandé los documentos.",
		"Recibido, gracias por avisar.",
		"Aquí está el enlace https://corte.example/caso?id=12",
		"Ahí estaré.\n\nEnviado desde mi iPhone\n\nEl 2 mar 2026, a las 9:14, Kim Park <kim@firm.test> escribió:\n\n¿Puede venir el martes?",
		"Ya firmé y lo envié por correo esta mañana.",
		"Gracias por todo su apoyo con mi mamá.",
		"No es necesario que responda.",
		"Pagué la factura hoy.",
	}
	for _, s := range asks {
		if got, _ := AsksSomething(s); !got {
			t.Errorf("AsksSomething(%q) = false, want true", s)
		}
	}
	for _, s := range asksNot {
		if got, why := AsksSomething(s); got {
			t.Errorf("AsksSomething(%q) = true by %q, want false", s, why)
		}
	}
}
