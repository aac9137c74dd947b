package demo

// spanishWords is what clients who write in Spanish hear and say, by practice
// area. What colleagues note among themselves stays in English.
func spanishWords() map[string]string {
	return map[string]string{"family": spanishFamily, "criminal": spanishDefence, "injury": spanishInjury, "immigration": spanishArrival, "estates": spanishEstate, "business": spanishBusiness}
}

const spanishFamily = `
== consult
# Primera reunión
meeting: First meeting, in Spanish. Explained the stages, what the court decides and what it doesn't. {client} wants the flat and peace, in that order. Will bring pay slips and the lease.
lawyer: Fue un gusto conocerla. No hay nada que decidir esta semana. Por favor no firme nada de lo que le dé {other} sin enviármelo antes.

Va a saber de mí a más tardar el {day}, aunque no haya novedades.
== filing
# La demanda está presentada
lawyer: Presentamos la demanda esta mañana. Le adjunto la copia sellada para su carpeta. Ahora hay que notificar a {other}; suele tardar entre una y seis semanas. Usted no tiene que hacer nada.
client: Gracias, licenciada. {¿Y si él no abre la puerta?|¿Qué pasa si no lo encuentran?}
lawyer: Entonces el notificador vuelve a otra hora o lo busca en el trabajo. Si no funciona, el juez permite otra manera. Tarda más, pero no se pierde nada.
== service
# Ya lo notificaron
call out: Served on Thursday at work. Told {client} in Spanish what the thirty days mean. She had already heard; it was calm.
== temporary
# La audiencia
lawyer: Tenemos fecha: el {day} a las {time}. Dura media hora. Yo hablo; la jueza quizá le haga dos preguntas sencillas. Habrá intérprete del juzgado, y yo me siento a su lado.
client: {¿Puedo llevar a mi hermana?|¿Puede acompañarme mi hermana?} Y no sé qué hacer con {child} esa mañana.
lawyer: Su hermana puede venir. Para {child} hay una sala con juguetes y una señora muy amable en el segundo piso; yo misma la reservo.
meeting: Hearing on temporary support, with the court's interpreter. Support granted as asked; {client} keeps the flat for now. Explained everything again in the hallway, in Spanish.
# El pago de este mes
client: Este mes {other} depositó la mitad. {¿Qué hago?|¿Se lo reclamo yo o usted?}
lawyer: Déjelo en mis manos. Escribí hoy a su abogado y le di hasta el {day}. Guarde el recibo de lo que sí depositó.
# Sin novedades
lawyer: Este mes no hay novedades: esperamos los estados de cuenta que el juez ordenó. Los tienen que entregar antes del {day2}. Le escribo ese mismo día.
thanks: Gracias por avisarme aunque no haya nada. Así duermo mejor.
`

const spanishDefence = `
== charged
# Lo primero
meeting: First meeting, in Spanish, with his mother outside. Explained: talk to nobody about it. He tells it simply and the same way twice.
lawyer: Gracias por venir tan rápido. No hable con nadie de lo que pasó, tampoco por teléfono ni en redes. Si llama un policía, diga "tengo abogada" y dele mi número.
== arraignment
# Su primera audiencia
lawyer: La audiencia es el {day} a las {time}. Dura cinco minutos. Usted dice "no culpable" y nada más; yo hago el resto. Venga media hora antes.
client: {¿me pueden dejar detenido ese día?|¿tengo que llevar algo?}
lawyer: No lo espero, y si lo esperara se lo diría. Traiga una identificación y su horario de trabajo.
== discovery
# Lo que tiene la fiscalía
lawyer: Llegó {form} y lo leí completo. No hay sorpresas, y falta {thing}, que pedí por escrito. Puede ayudarnos mucho.
client: {¿cuánto tarda eso?|¿y si ya lo borraron?}
lawyer: Unas tres semanas. Les escribí a tiempo para que lo guarden; si lo borraron después, eso también cuenta a su favor.
== motions
# Pedimos al juez
lawyer: Hoy presenté la petición sobre {thing}. En palabras sencillas: eso se consiguió de una manera que la ley no permite. La audiencia es el {day2} a las {time}. Usted debe estar, pero no tiene que hablar.
call out: Explained the motion in Spanish. He asked what his mother should wear, and then what happens if we lose. Honest answer: we are where we are today.
# ¿Hay noticias?
client: hola licenciada {¿ya contestó el juez?|¿ya hay noticias del juez?}
hold: Todavía no. Llamo hoy a la secretaria y mañana le digo qué me contesta.
lawyer: La jueza decide por escrito antes del {day}. Apenas llegue se lo leo por teléfono.
`

const spanishInjury = `
== treatment
# Primero, sanar
meeting: First meeting, in Spanish. Photographs and report copied. Explained the fee agreement line by line; took it home to read.
lawyer: Fue un gusto conocerle. Mientras se recupera solo hay tres cosas: vaya a todas las citas, guarde cada recibo en un sobre, y si llama {insurer}, no conteste preguntas y deles mi número.
client: Ya me llamaron dos veces. {¿Está bien que no les conteste?|¿No se van a enojar?}
lawyer: Está muy bien. Les escribí que solo pueden hablar con nosotros. Si se enojan, es su oficio.
# ¿Cómo sigue?
call out: Monthly call in Spanish. Less pain, therapy twice a week, sleeps on the other side now. Reminded about receipts.
# Una cuenta del hospital
client: Me llegó una cuenta de $2,150. {¿La tengo que pagar?|¿Qué hago con ella?}
priya: No la pague, por favor. Ya hablé con el hospital: tenían mal el seguro y la cuenta queda en espera. Mándeme cualquier carta que tenga sello rojo.
== investigation
# Buscamos pruebas
lawyer: Este mes averiguamos qué pasó. Pedimos las fotos, el informe y los nombres de dos compañeros. La empresa tiene que guardar todo; se lo exigí por escrito.
client: Un compañero grabó con el teléfono. {¿Sirve?|¿Eso ayuda?}
lawyer: Sirve mucho. Que no lo borre ni lo mande por mensaje: que venga con el teléfono y lo copiamos aquí.
== records
# Sus expedientes médicos
priya: Estamos juntando lo que escribieron y cobraron los médicos. Faltan dos de cinco. Le adjunto un permiso para firmar; con una foto me basta.
thanks: Ya lo firmé, ahí va la foto. Gracias, señorita Priya.
== demand
# La carta de reclamo
lawyer: La carta para {insurer} está lista. Le adjunto la traducción de las seis páginas que cuentan cómo le cambió la vida. Si algo no suena como usted, táchelo.
== negotiation
# La primera oferta
call out: First offer, told the same hour, in Spanish. Low, as announced. He asked what a carpenter's shoulder costs; we did the sum together. Refused, with reasons.
== suit
# Presentamos la demanda
lawyer: Presentamos la demanda contra {other} esta mañana, mucho antes del último día. Ahora tienen un mes para contestar. Por favor guarde todo: mensajes, fotos, todo.
client: {¿voy a tener que ir a la corte?|¿me pueden despedir por esto?}
lawyer: Lo más probable es que solo conteste preguntas una vez, en una oficina, conmigo a su lado y con intérprete. Y no, no pueden castigarle por reclamar; si alguien lo intenta, llámeme ese mismo día.
# Novedades
lawyer: {other} contestó la demanda: lo niegan todo, como siempre se hace. Ahora vienen las preguntas por escrito. No tiene que hacer nada hasta el {day2}.
thanks: ok licenciada gracias por explicarme
`

const spanishArrival = `
== assessment
# Qué camino está abierto
meeting: First meeting, in Spanish, two hours with breaks. Went through every entry and every paper. One way is open. Stopped twice when it became too much; no hurry.
lawyer: Gracias por su confianza. En resumen: podemos presentar el formulario {form}, y no veo nada en sus papeles que lo impida. Nadie puede prometer una fecha. Va a saber de mí por lo menos una vez al mes, también cuando no haya novedades.
== evidence
# Su lista de papeles
priya: Le adjunto la lista de papeles. Es larga. Empiece por los que tienen estrella. De las traducciones nos encargamos nosotras.
client: En mi acta de nacimiento falta el segundo apellido. {¿Es un problema?|¿Importa?}
lawyer: Pasa muy seguido. Escribo una declaración corta y usted la firma. Mándeme una foto de la página.
# La declaración
meeting: Worked on the declaration, in Spanish, for an hour and a half; three pages done. She decides the order and what stays out. A glass of water and a walk helped.
lawyer: Le leí otra vez lo que llevamos escrito. Está muy bien dicho y no hace falta agregar nada que le haga daño. Seguimos el {day}, solo si usted quiere.
# Falta poco
priya: Ya tenemos diecisiete de veinte papeles. Faltan la carta de la iglesia y dos fotos. No hay prisa esta semana.
thanks: La carta me la dan el domingo después de misa. Muchas gracias.
== filing
# Listo para firmar
priya: El formulario {form} está listo. ¿Puede venir a firmar el {day}? La licenciada lee cada página con usted. Traiga su identificación.
meeting: Signing, in Spanish. Read every answer aloud. Corrected one date. She signed slowly and well.
== receipt
# Llegó el recibo
lawyer: Llegó el recibo con su número. Le adjunto copia. La página de internet suele estar atrasada; cuando pase algo de verdad nos llega una carta y yo la llamo.
client: {¿Ya puedo trabajar con ese papel?|¿Ese papel me sirve para trabajar?}
lawyer: Todavía no. A los ciento cincuenta días podemos pedir el permiso; tengo la fecha anotada y lo preparo antes.
== biometrics
# Cita de huellas
priya: Su cita de huellas es el {day} a las {time}. Lleve la carta y su identificación. Dura quince minutos y nadie hace preguntas del caso.
then thanks: Ya fui, todo bien, gracias a Dios.
== interview
# Su entrevista
lawyer: Seguimos en la lista de espera de {place}. Cuando llegue la fecha practicamos dos veces, con intérprete, hasta que sea aburrido. Yo voy con usted.
client: Licenciada, {¿qué pasa si me pongo nerviosa y no puedo hablar?|¿y si lloro?}
lawyer: No pasa nada. Pedimos una pausa y un vaso de agua. Llorar no daña su caso; contar de prisa lo que no recuerda, sí.
# Sin novedades este mes
lawyer: Este mes no hay novedades. Reviso cada lunes. Su permiso sigue vigente varios meses más y la renovación ya está preparada.
# Una pregunta
client: Mi prima dice que van a cancelar todas las citas. {¿Es verdad?|¿Usted sabe algo?}
lawyer: No es verdad, al menos no hoy. Leo los avisos oficiales cada mañana. Si cambia algo que le toque, la llamo yo antes de que se lo cuente nadie.
== document
# ¡Aprobado!
call out: Called with the approval. Tears, then her mother on the line. Card in two to four weeks.
lawyer: Ya está aprobado. Guarde una copia aparte y avise si cambia de dirección. Anotamos la fecha de la próxima renovación.
`

const spanishEstate = `
== interview
# Primera reunión
meeting: First meeting, in Spanish. Three daughters, one house, and clear about all of it. Explained the will and who acts if she can't.
lawyer: Gracias por la visita y por el pan dulce. Necesito solo tres nombres: quién actúa por usted, quién si ella no puede, y a quién hay que avisar. El borrador le llega antes del {day2}.
client: Ya tengo los tres nombres. {¿Puede ser la menor la que decida lo de la salud?|¿Puede ser mi hija menor?}
lawyer: Claro que sí. Basta con que ella quiera y que viva cerca, y las dos cosas se cumplen.
== drafting
# El borrador
lawyer: Le adjunto el borrador en inglés y, al lado, lo mismo en español y en palabras sencillas. Léalo con calma y anote lo que quiera en el margen.
`

const spanishBusiness = `
== scope
# Lo que hacemos
video: First call, in Spanish. Agreed on scope and a fixed fee. The accountant stays for the tax.
== information
# Papeles
priya: Para empezar necesitamos cinco papeles; la lista va adjunta. Desordenados también sirven.
client: Van cuatro. {¿Empezamos sin el quinto?|¿Podemos empezar así?}
lawyer: Empezamos así. El quinto se lo pedimos a la otra parte.
== review
# Mis notas
lawyer: Leí todo dos veces. Mis notas: dos páginas, tres colores. Lo rojo no lo firmaría. Hay un solo rojo: responderían por deudas de antes de {thing}.
client: Eso no, de ninguna manera. {¿Lo pueden quitar?|¿Cómo lo quitamos?}
lawyer: Sí. Pedí que el precio quede retenido hasta que el Estado confirme que no hay deudas. Es lo usual.
== drafting
# El contrato
lawyer: Va el contrato de {thing} con el precio, {amount}, en dos pagos. Dejé en amarillo la fecha de entrega de las llaves.
== negotiation
# Cambios
call out: Went through the seller's three changes in Spanish. Two accepted. The keys before the first payment: no.
== signing
# Listo para firmar
priya: Todo listo. ¿Firmamos aquí el {day} a las {time}?
client: Perfecto, llevamos tacos. {¿Cuántos son ustedes?|¿Para cuántos?}
priya: Somos seis, y una es vegetariana. Con eso ya ganaron el caso.
# Falta el banco
lawyer: El banco pide una carta más del dueño del local. La pedí hoy y espero tenerla el {day}. La fecha de la firma no cambia por ahora.
== registration
# Presentado
priya: Se presentó hoy; el recibo va adjunto. Suelen tardar de cuatro a seis semanas.
thanks: Excelente, gracias por avisar.
`
