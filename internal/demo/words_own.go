package demo

// ownWords is what is said in matters unlike the others of their area.
func ownWords() map[string]string {
	return map[string]string{"whitcomb": whitcombWords, "dupont": dupontWords, "price": priceWords, "doyleorder": doyleOrderWords}
}

const whitcombWords = `
== consult
# The agreement
meeting: First meeting about {thing}. She knows what she wants: the clinic stays hers, everything after the wedding is shared. Explained that he needs a lawyer of his own and time to read, or it won't hold.
lawyer: Thank you for yesterday. The first draft follows by {day}. Please tell Alan now that he will need a lawyer of his own: an agreement that only one side understood is worth little later.
client: Alan says that he trusts me and doesn't want a lawyer. {Is that enough, if he puts it in writing?|May he decline in writing?}
lawyer: I would rather not rely on it. An hour with a colleague of his choice is enough, and you may pay for it. I have added a line that he had the chance.
# Draft two
lawyer: Draft two is attached, with Alan's lawyer's three remarks. I would accept all three; the second is kinder to you than what we wrote.
client: We accept all three. When should we sign, so that nobody can say it was in haste?
lawyer: At least thirty days before the wedding. {day} would be six weeks before, which is better still.
meeting: Signing of {thing}. Both with their own lawyers, both cheerful. Each read the statement on what they own aloud, at my request.
`

const dupontWords = `
== consult
# First meeting
meeting: First meeting about {thing}, Claire and the girl's drawings included. The father signed his consent last year and wishes them well. Explained the visitor, the hearing and how long it takes.
lawyer: It was a joy to meet all three of you. Attached is the list of papers; there are seven, and you have four of them already. The next step is the petition, which you will have to read by {day}.
thanks: We are reading it at the kitchen table. {child} wants to know whether she may sign too.
== filing
# The petition is filed
lawyer: The petition was filed this morning. The court now sends a visitor to your home, once, by appointment. She isn't looking for dust; she wants to see {child} being at home.
client: Do we have to show her {child}'s room? It's a bit of a cave at the moment.
lawyer: Caves are fine. I'd leave it as it is.
# The visitor
call out: Prepared both for the visitor's questions. The hardest is what they tell {child} about her father; they have a good and honest answer.
# A date for the hearing
lawyer: We have a date for the hearing: {day2} at {time}. The judge asks {child} whether she has something to say; she doesn't have to. Most families bring a cake, and the court has got used to it.
thanks: It's in the calendar with three stars.
`

const priceWords = `
== consult
# Hello
meeting: First meeting, at the shelter's office, with her advocate. Went through safety first: a new telephone number, mail to the safe mailbox only, no voicemail. Explained the order of protection and what it can contain.
lawyer: It was good to meet you. As we agreed I write only to this address, and never with names in the subject. Nothing here needs an answer tonight.
== filing
# As agreed
lawyer: The papers are ready. You don't have to come to the office: I'll bring them to the place we met, {day} at {time}. The advocate will be there.
meeting: Signed the petition at the shelter's office. Clear and steady. The emergency order was granted the same afternoon, without the other side present.
== service
# Good news
call in: She rang from work. Told her that the order is in force and was served. Went through what to do if it is broken: first the police, then us, at any hour. She keeps the copy in the car and one at work.
thanks: Slept with the lights off for the first time.
== temporary
# A date
lawyer: The hearing on the longer order is {day}. You may wait in a separate room with a guard at the door; I have asked for it in writing. You will have to speak for five minutes, and we will practise until it is only words.
client: Can it be by video? I don't want to be in one building with him.
lawyer: I asked the judge today and she said yes. You will be in our back office, with me beside you.
video: Hearing by video from our office. Two-year order granted. Afterwards she asked for tea and sat for half an hour.
# The next weeks
lawyer: The order holds for two years. Next comes the divorce itself, which is slower and mostly paper. I will write here every two weeks, and there is nothing you need to do in between.
client: One thing. He has my grandmother's photographs. Is there any way to get them without going there?
lawyer: Yes. The order lets an officer fetch personal things. I asked today for a date; you only need to write me a list.
== any
# A short word
lawyer: A short word only: nothing has changed, all is in order, and the next thing comes by {day2}. No need to answer.
# Checking in
priya: Just checking in, as Lucía promised. Is this still the best way to reach you, and the best hours?
client: Yes to both. Is there anything I should know?
priya: Nothing new. You would hear at once.
# Call from work
call in: She rang in her break. Told her where things stand and that the list of photographs came. Six minutes.
# Looking through
lawyer: I looked through everything today, as I do every other week. Nothing is missing, and nothing is due before {day2}.
`

const doyleOrderWords = `
== consult
# The house, for now
meeting: First meeting about {thing} and the weeks ahead. Explained what "exclusive possession" means and what it doesn't: it decides nothing about who owns it later.
lawyer: We file on {day}. Please write down the three evenings you told me about, with dates, in your own words. One page is enough.
client: Written. It was harder than I thought. Will {other} read this?
lawyer: Yes, he will, and so it should say only what you saw and heard yourself. It does. It's a good page.
== filing
# Filed
lawyer: Filed and set for hearing on {day} at {time}. You should be there; your sister may sit behind you.
meeting: Hearing. Granted for now, with two evenings a week for {other} and the children, elsewhere. {client} shook in the corridor and then didn't.
== service
# The keys
call out: {other}'s lawyer will hand over the keys on Saturday at noon. Told {client} who will be there and that she needn't be.
`
