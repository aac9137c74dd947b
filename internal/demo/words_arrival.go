package demo

// arrivalWords is what people say to each other about visas and papers.
func arrivalWords() string {
	return `
== assessment
# Which way is open
meeting: First meeting about {thing}. Went through every entry, every stamp and every form that was ever filed. One way is clearly open; a second would be slower and safer. Explained both, with costs and usual waiting times.
lawyer: It was good to meet you. In short: you can file {form}, and I see nothing in your papers that stands against it. The usual wait is between eight and fourteen months. Nobody can promise a date, and anyone who does should worry you.

You will hear from me at least once a month, also when nothing has moved.
client: Thank you. {May I travel while we prepare?|Can I visit my family in the meantime?}
lawyer: Please don't travel before we have filed and talked about it. Afterwards it may be possible with a permit. If somebody at home is ill, call me at any hour.

== evidence
# Your list of papers
priya: Attached is the list of papers for {thing}. It is long. The ones with a star are hard to get, so please begin with those. Translations are ours to arrange.
client: My birth certificate has my name spelled differently. {Is this a problem?|Does it matter?}
priya: It happens more often than not. {lawyer} will write a short statement about it, and you sign that both names are yours. Please send a photo of the page.
# Still missing
priya: We have nineteen of twenty-three. Still missing: the tax transcript, two letters and the photos. There is no hurry this week, but it would be good to have them by {day}.
thanks: I will send the letters on Sunday, my friend is writing hers now.
# Letters of support
client: Four people want to write for me. {What should they say?|Is there a form for it?}
lawyer: No form, and please no samples from the internet: officers know them by heart. Each writes one page about something they saw themselves. Small true things are best.

== filing
# Ready to sign
priya: {form} is ready. Could you come in to sign on {day}? It takes half an hour, because {lawyer} reads every page with you. Bring your passport.
meeting: Signing. Read every answer aloud; {client} corrected one address. Explained what a wrong answer could mean and that there is no shame in asking. Signed in blue.
lawyer: Sent today by courier, with a copy for your own folder. The next thing to come is a receipt with a number; that usually takes two to six weeks. Keep your address with us up to date, please.
# Fees
client: The website says the fee went up. {Do we have to pay more now?|Is ours still right?}
lawyer: The new fee is for filings from next month, so ours is right. I checked again this morning.

== receipt
# The receipt is here
government: Receipt notice for {form}.
lawyer: Good news of the boring kind: the receipt came today. A copy is attached. The number at the top lets you follow the case online, but the website is often behind. When something real happens we get a letter, and you get a call.
client: The website says "case was received". {Is that all?|How long does it stay like this?}
lawyer: That is all for now, and it stays like this for about three to five months. I look every Monday.

== biometrics
# Appointment for fingerprints
priya: Your appointment for fingerprints and photo is {day} at {time}. The notice is attached; print it and bring it with your passport. It takes fifteen minutes and nobody asks questions about the case.
client: I work that day until two. {May I come later?|Could it be moved?}
priya: They are strict about the day but not about the hour. Go after work; they are open until four.
then thanks: It is done, they were friendly. My fingers were hard to read, but the third time it worked.

== questions
# They ask for more
call out: A request for evidence came. Called before sending it, because the letter reads harsher than it is. They want more about two exhibitions and a clearer letter from {museum}. {client} worried, then practical. Eighty-four days to answer; we plan for thirty.
lawyer: As I said on the telephone, a request for evidence isn't a refusal. They ask two things and we have good answers to both. The list is attached: three items are yours, the rest is ours.
client: The museum's director is away until the end of the month. {Can his deputy sign?|Would the curator do?}
lawyer: The curator is even better: she chose the work. I have drafted two paragraphs that she can change as she likes.
# Answer almost ready
priya: The answer to the request is almost complete: the letter from {museum} came this morning. {lawyer} reads it once more tomorrow, and it goes out on {day}.

== interview
# Your interview
lawyer: The interview is on {day2} at {time} at {place}. I will be there with you. We practise twice: once here, and on {day} by video. They ask about the form, about your trips, and the civics questions you already know better than I do.
client: {What should I bring?|What do I need to have with me?} And what if I don't understand a word?
lawyer: Bring the folder we made, nothing else. If you don't understand, say "please say it in another way". They are used to it, and it is better than a guess.
video: Practised for the interview for an hour. Slower is better. {client} answered all ten civics questions; we spent the time on the trips instead.
# A practice question
client: In the form we wrote five trips, but I found a stamp of a weekend in Canada. {Is it bad?|What do we do?}
lawyer: Not bad at all, and good that you looked. We bring a corrected page and tell the officer before she asks.
# Waiting list
lawyer: Nothing new this month: the office is calling people who filed some weeks before us. I check every Monday, and by the look of it we are two or three months away. Please tell me if you move or travel.
thanks: Thank you for telling me also when there is nothing. My friend's lawyer never does.

== decision
# No decision yet
lawyer: No decision yet. We are now past the usual time, so I sent an inquiry this morning; they must answer within thirty days. It often wakes a file. There is nothing wrong with yours that I know of.
client: My old visa ends in four months. {Should I worry about it?|What happens then?}
lawyer: No. While the application waits you may stay and work, and your permit was extended by itself; the letter that says so is attached for your employer.
# Inquiry answered
call out: The office answered the inquiry: background check complete, file with an officer. Told {client} what it means and what it doesn't. Next look in thirty days.

== document
# It is approved
call out: Called {client} with the approval. Needed a moment on the line, both of us. Card comes by post in two to four weeks, to the new address.
lawyer: It is done. The approval is attached, and the document itself comes by post. Three things to remember: keep a copy apart, tell them of a new address within ten days, and mark the date for the renewal; we have it too.
thanks: My mother is calling everyone in the village. Thank you, truly.
`
}
