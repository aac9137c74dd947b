package demo

// injuryWords is what people say to each other about an accident.
func injuryWords() string {
	return `
== treatment
# First things
meeting: First meeting about {thing}. Photographs and papers copied. Explained that healing comes first, that we are paid only if something is won, and what is deducted and when; gave the agreement to take home and read.
lawyer: It was good to meet you. While you heal there are only three things to do: go to every appointment, keep every bill in one envelope, and send any call from {insurer} to me without answering questions.

You will hear from me by {day}, and after that at least once a month.
client: They called already. {Should I have given them a statement?|They want to record me. Do I have to?}
lawyer: You don't have to, and you shouldn't. I have written to {insurer} that they may speak with us only. If they call again, say my name and hang up with a good conscience.
# How are you doing
call out: Monthly call. Pain down to four of ten, sleeping better, back to half days. {client} {misses the choir|misses the garden|is tired of waiting rooms}. Reminded about the pharmacy receipts.
# Bills
client: The hospital sent a bill for $3,840 and says it goes to collection. {Do I pay it?|What do I do with this?}
priya: Please don't pay it. I called their office: they had the wrong insurance on file and have put the account on hold. Send me anything with a red stamp on it.
thanks: Oh thank goodness. I had it under the fruit bowl for a week because I couldn't look at it.

== investigation
# What we are looking for
lawyer: This month we find out what happened. We have asked for the report, the camera pictures and the names of two people who were there. They must keep what they have; I told them so in writing.
client: My neighbour took photos that afternoon. {Are those any use?|Do you want them?}
lawyer: Very much. Ask for the originals from the phone, not screenshots: the file itself says when it was taken.
# Witness
note: Spoke with a witness to {thing}. Clear and willing. Remembers the colour of the shoes, which is the kind of thing juries believe. Statement to be signed next week.
call out: Told {client} about the witness. Asked again about the day before, for the timeline. {client} found the appointment card, which fixes the hour.

== records
# Medical records
priya: We are collecting what your doctors wrote and charged. Four of six have answered. {doctor}'s office is the slow one; I call them every Tuesday and we are now on first-name terms.
client: I can walk over there and ask. {Would that help or make it worse?|Shall I?}
priya: It would help. You have a right to your own records; bring a photo card and this form, which is filled in already.
# What {doctor} says
lawyer: {doctor} sent the report we waited for. In plain words: the injury is from {thing} and nothing else, it will leave a stiffness that stays, and a second operation is possible but not likely. That is an honest report, which makes it strong.
client: It's odd to read about yourself like that. {What does "permanent impairment of seven percent" mean for us?|What does the seven percent mean?}
lawyer: It is the doctor's measure of what won't come back. It counts in what we ask for, and it doesn't mean that you will feel it every day. Let us talk about the numbers on {day}; I would rather do that aloud.
# Wages
priya: Could you ask your employer for a letter with the days you missed and what you earn? A sentence is enough. A draft that they can copy is attached.
thanks: HR signed it this morning, scan attached. They were nice about it.

== demand
# The demand letter
lawyer: The demand to {insurer} is ready: forty pages, most of them bills and records, and six that tell what {thing} did to your days. We ask for {amount}. Please read the six before it goes out. If a sentence doesn't sound like you, cross it out.
client: I cried on page three, but it's right. One thing: {it was the left hand, not the right|the ambulance came from the north, not the south|my sister is called Joan, not Jane}. {Is that bad?|Can that still be changed?}
lawyer: Changed, and thank you for reading so carefully. It goes out today with thirty days to answer.
letter out: Sent the final copy of the demand, with a note on what the next thirty days look like: probably nothing at all, then a low number, then the real talk.
# Nothing yet
lawyer: A word so that you don't have to wonder: {insurer} has the demand, {adjuster} confirmed it, and there is no answer yet. They have until {day}. Silence at this point is ordinary and not a sign of anything.

== negotiation
# Their first offer
call out: Told {client} the first offer, {offer}, within the hour of getting it, and warned that first offers are built to disappoint. Explained what would be left after costs and liens. {client} laughed, then wasn't laughing. The choice is {client}'s; I advised to refuse and said why.
lawyer: As we agreed on the telephone, I have refused {offer} and given {adjuster} three reasons in writing. The choice stays yours at every step, and I'll bring you every number on the day it comes.
client: {What number would you take if it were you?|What would be a good number?} We don't agree about it at home.
lawyer: If it were me I would not go below two thirds of {amount}, and I wouldn't wait a year to get from there to three quarters. But you know what a year costs you better than I do. Come in together on {day} if you like.
# A better number
insurer: We have reviewed the additional records from your office and are prepared to raise our evaluation. Please call me to discuss. This is not an admission of liability.
call out: {adjuster} moved. Told {client} the new number and what it means after liens, with the sheet in front of both of us. {client} would like to counter once more. Agreed on the figure and on an end date.
# Where we are
lawyer: Where we are: they have moved twice, we have moved once, and the gap is smaller than it was at first. I expect two more rounds. Nothing for you to do except to keep the Thursday appointments.
thanks: Thanks for the update. It helps to know it's normal.

== suit
# The complaint is filed
lawyer: We filed the suit against {other} this morning, well before the last day. A copy is attached. Not much will happen in the next weeks: they have to be served, and then they have a month to answer.

From now on please keep everything: messages, photos, even ones you dislike.
client: {Will I have to go to court?|Does this mean a trial?}
lawyer: Probably once, for questions in an office with a court reporter. Nine of ten suits settle before a trial. I'll prepare you for every step.

== discovery
# Questions under oath
lawyer: {counsel} would like to ask you questions under oath on {day2}. It is in our own conference room; I sit next to you. We practise on {day}, by video.
client: {What if I don't remember something?|What happens if I get a date wrong?}
lawyer: Then you say "I don't remember". It is a complete answer, and a good one when it is true.
video: Practised for the deposition. {client} tends to fill silences; we agreed on breathing instead. Showed the three documents they will surely bring.
meeting: Deposition of {client}, three hours with two breaks. Calm, exact, likeable. One answer about the medication to be cleared up in the corrections.
# Written questions
priya: {counsel} sent twenty-six written questions. I have answered eighteen from the file. The other eight are yours; your own words are best. Could I have them by {day}?
client: Answers attached. Number 14 asks about old injuries. {Do I mention the ankle from 2009?|Does a sprained ankle in 2009 count?}
lawyer: Mention it in one line. What we say ourselves can't surprise us later.

== mediation
# Mediation
lawyer: Mediation is on {day} at {time} with Abigail Thorne. You will be in one room with me, they in another, and she walks. Bring a book and somebody you like. Nothing is decided unless you say yes and sign.
client: {How low would they start?|Should I be ready for a low start?}
lawyer: Yes, be ready for an insult before lunch. It is theatre; the afternoon is what counts.
# After mediation
call out: Not settled, but the gap halved. Told {client} what the mediator said in private about each side, as far as I may. Next talk in three weeks.

== settlement
# An offer worth thinking about
counsel: We are authorised to offer {offer} in full and final settlement, each side to bear its own costs, open for twenty-one days.
call out: Told {client} about the offer of {offer} at once. Went through the sheet: fee, costs, liens, what reaches {client}'s account. Explained the risk of trial both ways. {client} will take the week.
lawyer: The sheet from our call is attached, line by line, with a worst and a best case for trial beside it. It is your decision and there is no wrong one here. I'm at my desk all of {day} if you want to think aloud.
client: Do they ever go up after a number like this? {Or is that it?|Honestly?}
lawyer: Sometimes, by a little, in the last two days. I would ask once more and not bet the whole on it.

== payment
# The cheque is here
lawyer: The settlement cheque arrived and is in the trust account. The bank needs seven business days before I may touch it. After that we pay the liens and you get your share, with a statement that shows every dollar.
client: {How much is left after everything?|What reaches me in the end?} I'd like to tell my bank.
lawyer: The sheet is attached. It shows a smallest and a largest sum, because your health plan hasn't said what it wants back. I am arguing with them, and any dollar they give up is yours.
# The health plan
priya: Your health plan asks for $9,000 back. {lawyer} has written to them that this is too much, with the reasons. They usually come down by a third. We hold that part until they answer.
thanks: OK. I'd rather wait and get it right.
# Lien reduced
call out: The plan came down to $5,800. Told {client} what that adds to the last payment. Cheque to be ready {day}; {client} will come in for it.
`
}
