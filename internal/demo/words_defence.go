package demo

// defenceWords is what people say to each other when one of them is accused.
func defenceWords() string {
	return `
== charged
# What to do now
meeting: First meeting. Went through what happened, slowly. Explained: talk to nobody about {thing}, not to friends, not on the telephone, not online. Explained that the choices that matter (plea, jury, to speak in court) will be {client}'s.
lawyer: Thank you for coming in so quickly. Three things until we speak again.

Don't talk about {thing} with anyone but us. Don't write about it anywhere. If an officer calls, say "I have a lawyer" and give them my number.

I am asking for {form} today. You will hear from me by {day}.
# Can they do that
client: Someone from the police called and said it would look better if I came in for a talk. {Do I have to?|What should I say?}
lawyer: You don't have to, and please don't. I called the officer and told him that you have a lawyer. He was polite about it. Nothing looks worse because you said no.

== arraignment
# Your first day in court
lawyer: The arraignment is {day} at {time}. It takes five minutes, and mostly it is a date being written down. You say "not guilty" and nothing else; I do the rest.

Come half an hour early. Bring your work schedule so that we can choose dates that don't cost you your job.
client: {Can they keep me there?|Could they arrest me that day?} My mother is worried sick.
lawyer: With these charges and your record I don't expect it, and I would tell you if I did. Tell her that you will be home for lunch.
meeting: Arraignment before Judge Rothman. Plea of not guilty; same conditions; next date set. Explained the conditions again outside: no contact, no driving after ten, call us before any travel.
# After court
call out: Checked that {client} got home and understood the next date. {client} asked about missing one shift; wrote a letter for the employer that says only "a court appearance".
thanks: The letter worked, my boss didn't ask anything. Appreciate you.

== bail
# Conditions
lawyer: The judge changed the conditions as we asked: the curfew is gone and you may drive to work. The rest stays. The order is attached; keep a photo of it on your phone.
client: {Can I go to my cousin's wedding in Milwaukee?|Does that mean I can travel to Milwaukee?} It's on the twentieth.
lawyer: Not without leave, but we can ask. I filed the request today with the invitation attached. The judge usually answers within a week.

== discovery
# What the prosecution has
note: Received {form} and forty pages from {counsel}. The report and the video don't agree on the time. Listed what is missing: dispatch log, second camera.
lawyer: The first part of what the prosecution has came today. I have read it all once. There is nothing in it that you didn't tell me, which is good, and two things are missing, which may be better. I asked {counsel} for them in writing.
client: What's missing? {Can you say in an email?|Or is that for the phone?}
call out: Told {client} on the telephone rather than in writing: the dispatch log and the second camera. Explained what they could show, and that it may be nothing. {client} remembers a third person by the door; will write down all there is to it, for us only.
# Laboratory report
lawyer: The laboratory is late. They say three more weeks. Late isn't bad for you: the longer it takes, the stronger our request for {form} becomes. Nothing for you to do.
thanks: Ok. Hate waiting but ok.
# Next court date moved
priya: The court moved the next date to {day} at {time}. Same courtroom. You don't need to call anybody; we have told everyone who must know.
client: {That's my daughter's recital.|That's my sister's wedding.|I have to work that morning.} {Any chance of another day?|Can we ask for another day?}
hold: I'll ask {lawyer} and the clerk and tell you tomorrow. Please don't cancel anything yet.
priya: Moved again, by one day. The clerk is human too.
# Visit
meeting: Visit, an hour and ten minutes. Went through {form} page by page. {client} noticed that the officer's name on page four is not the one who was there. Promised a letter with the dates.
letter out: Short letter with the next two dates, what each one is for, and what we ask for at each. Added the name of the person to ask for if a call is refused.

== motions
# We ask the judge
lawyer: Today I filed the motion about {thing}. In plain words it says: this was got in a way the law doesn't allow, so the jury should not see it. The judge will hear us on {day} at {time}.

You should be there. You won't have to speak.
client: {What happens if we win that?|And if the judge agrees with us?}
lawyer: Then the best part of their case is gone, and I would expect a call from {counsel} the same week. If we lose, we are where we are today.
meeting: Hearing on the motion. The officer was honest and it helped us. The judge will rule in writing. Told {client} how to read a judge's face: you can't.
# The ruling
call out: Read the ruling to {client} on the telephone within the hour. Half of what we asked. Explained what stays out and what comes in, and why that is more than it sounds.

== plea
# An offer from the prosecutor
counsel: The People would accept a plea to the lesser count with supervision, completion of the programme and costs. The offer is open for three weeks.
call out: Told {client} about the offer at once, both halves of it: what it gives and what it costs. Explained supervision, the record, the licence, and what a trial could bring in the best and the worst case. It is {client}'s choice and nobody else's. Meeting set for {day}.
lawyer: Here is the offer in writing, with a page of mine in plain words beside it. Please read both before {day}. Bring anyone whose advice you trust, but remember that what they hear isn't secret.
client: I read it three times. {If I take it, does this show up when I apply for jobs?|Will it show on a background check?}
lawyer: With supervision there is no conviction, and after two years we can ask for the record to be sealed. I have written down the exact steps and dates for you; they are attached.
meeting: Plea meeting. Went through {client}'s options: accept, make a counter-offer, go to trial. {client} would like to think until the end of the week. Wrote down what was explained, and gave a copy.
# Counter-offer
lawyer: I asked {counsel} this morning for the shorter term and for the costs to be spread over a year. She takes it to her supervisor. I expect an answer by {day}, and you'll hear it from me the same day.
thanks: Fingers crossed. Thanks for not pushing me.

== trial
# Getting ready
lawyer: Trial begins {day2}. This is the plan: two meetings here, one walk through the empty courtroom, and a list of who says what. Whether you speak for yourself is your decision, and you may change your mind until the last moment.
client: {Judge or jury, what would you do?|Would you take the jury?}
lawyer: With {thing} as our best point I would take the jury: twelve people can doubt what one may have heard too often. But it is your right to choose, so let's talk about it properly on {day}.
video: An hour of questions and answers. {client} is better when the answers are short. Agreed on the grey suit.

== sentence
# The report
lawyer: A probation officer will call you this week to write the report for the judge. Be on time, be polite, and talk about work, family and the classes. About {thing} say that your lawyer asked you not to.
client: {Can my boss write something?|Is it all right if my boss writes to the judge?}
lawyer: Yes, one page, in his own words. Three good letters beat ten. Send them to me first.
# How it ended
call out: The result is as we hoped. Went through what follows: the dates, the office, what happens if something goes wrong. {client} will send the certificate when it comes.
letter out: Plain letter about the end of the case: the result, what must be done until when, the thirty days to appeal, and how to get the file.

== appeal
# Where the appeal stands
letter out: Dear Isaiah, the transcript is here at last: eleven volumes. I have read the first four. Our argument about the photo line-up stands as I hoped. The brief is due in nine weeks, and you will have a draft to read before it is filed.
call in: Booked call, fifteen minutes. {client} has read the draft and found a wrong date on page twelve. Asked how long the court takes after the brief; said honestly: six months to a year and a half.
# A visit before filing
meeting: Visit at Stateville. Went through the brief together, paragraph by paragraph. {client} agrees with leaving out the second point. Promised to write when the State has answered.
letter out: The brief is filed. A copy is in this envelope, marked legal mail. The State has thirty-five days to answer and usually asks for more; I will write as soon as anything comes, and by the end of next month in any case.
# Time for the State
court: Order allowing the State's motion for an extension of time to file its brief.
letter out: The court gave the State more time, as it nearly always does the first time. It changes nothing else. Ruby knows about the visit on the second Tuesday.
`
}
