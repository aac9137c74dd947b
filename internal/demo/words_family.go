package demo

// familyWords is what people say to each other over a divorce or a child. How
// such a text is written is told in play.go.
func familyWords() string {
	return `
== consult
# First meeting ?!parenting
meeting: First meeting, an hour. {client} told the story from the beginning; I mostly listened. Explained the stages, what the court decides and what it doesn't, and how we charge. {client} will think about it over the weekend and bring the papers on our list.
lawyer: It was good to meet you. As promised, here is the short version of what we talked about.

First, nothing has to be decided this week. Second, please don't move money or sign anything {other} hands you without sending it to me first. Third, start with the list of papers attached to this message; half of it is enough for now.

You will hear from me by {day}, even if there is nothing new.
thanks: Thank you for taking the time yesterday. I slept properly for the first time in weeks.
# Papers you asked for
client: I have three years of tax returns and the mortgage statement, but {other} has the pension papers and won't send them. {Does that stop everything?|Can we go ahead without them?}
lawyer: No, it stops nothing. We can ask for them formally later, and the plan has to answer. Send what you have; photos from your phone will do.
# How long does it take
client: I know you said you can't promise, but {roughly how long are we talking about?|is it months or years?} I have to tell my sister something.
lawyer: {Fair question.|You may ask that as often as you like.} Agreed cases take one to six months here; contested ones six to twenty-four. Which one yours becomes depends mostly on {other}, and we will know more once we see the first answer. I will tell you if my guess changes.

# First meeting about {child} ?parenting
meeting: First meeting about {child}. Talked mostly about the days: who drives, who cooks, what {child} likes and fears. Explained that the court asks what is good for {child}, and little else.
lawyer: It was good to meet you. Please keep a small diary from today: what was planned, what happened, in one line each day and without adjectives. It is worth more than any letter I can write. You will hear from me by {day}.
thanks: Started the diary tonight. It's oddly calming.

== filing
# The petition is filed
lawyer: Your petition was filed this morning. The stamped copy is attached for your own folder.

What happens next: {other} has to be told officially. That is called service, and it usually takes one to six weeks. You don't have to do anything, and it is better if you don't discuss it at home.
thanks: Got it. Feels strange to see it in print.
# Marriage certificate
priya: The clerk wants a certified copy of the marriage certificate, not a photo. You can order it from the county online; it takes about ten days. If that is difficult, tell me and I will order it for you.
client: Ordered today. {Do you need the original or can I bring it in?|Should I post it or drop it off?}
priya: {Dropping it off is perfect.|Either is fine.} I am here until five every day, and the front desk knows your name.
# Filing fee
call out: Told {client} about the filing fee and that we advance it. Asked whether {child} know yet; not yet. Talked about how and when to tell them. {client} would like the name of a counsellor.
priya note: Sent {client} the names of two family counsellors by post, as agreed on the phone.

== service
# Has it been served?
client: Any news on whether {other} got the papers? I keep expecting a scene in the driveway.
hold: Not yet. The process server tried twice at work. I am asking for his notes today and will tell you what they say by tomorrow.
lawyer: The server met {other} at the door last night at half past seven. It was calm. The clock for an answer now runs thirty days.
# Quick question about {thing}
client: {other} says I have no right to be in {thing} any more. {Is that true?|Is that so?}
lawyer: It is not true. Until a judge says otherwise nothing about {thing} has changed. If the door is ever locked to you, call me, and don't argue through it.

== temporary
# Hearing on temporary orders
lawyer: We have a date: {day} at {time}, courtroom 1605. It takes about half an hour, most of it waiting.

Please come twenty minutes early and wear what you would wear to a job interview. I will do the talking; the judge may ask you two or three simple questions.
client: {Do I have to sit near {other}?|Will {other} be in the same room?} And can my brother come along?
lawyer: Your brother is welcome; it is an open courtroom. We sit at our own table and I will be between the two of you. There is a side room where we can wait.
meeting: Hearing on temporary orders. Went as hoped on support; the judge took the schedule under advisement. {client} steady throughout. Explained afterwards in the hallway what each point means until the trial.
# After the hearing
call out: Walked {client} through the order line by line. The exchange on Sundays is at the library, not at the house. {client} repeated it back correctly. Agreed: anything that isn't in the order goes through us.
thanks: Reading it again tonight with a cup of tea. It makes sense now, thank you for going through it twice.
# {other} is late with the money
client: The payment was due on the first and nothing came. {Should I text {other} or leave it to you?|What do I do?}
lawyer: Leave it to us. I wrote to {counsel} this morning and asked for it by {day}. If it isn't there then, we file a short motion; I will tell you either way.

== disclosure
# Financial disclosure
priya: We are at the long middle part: both sides show what they own and owe. Your form is attached, filled in as far as I could from your papers. Please look at the yellow lines. There are eleven.
client: Done, except the line on jewellery. {What is my grandmother's ring worth, officially?|Do I really have to put my grandmother's ring in there?}
lawyer: The ring was yours before the marriage, so it goes on the form but it stays yours. Write "inherited, not appraised".
# What {other} has sent
note: First production from {counsel}: bank statements, no ledgers. Two accounts simply stop. Letter drafted asking for the rest within fourteen days.
lawyer: {counsel} sent the first box of papers. Two bank accounts end in the middle of the year without a reason, so I have asked for the rest by {day}. This is ordinary; people forget, or hope we do.
client: The account ending in 4471 was for the business. I'm sure of it. {Does that help?|Is that useful?}
lawyer: It helps a lot, thank you. I have added it to the letter.
# Appraisal of {thing}
call out: The appraiser puts {thing} at {amount}. {client} thought it would be more. Explained how the number is used, that the other side may bring their own, and what a second one would cost. {client} will sleep on it.
client: I've thought about it. {amount} feels low but I don't want to spend two thousand to hear the same again. {Is it all right to accept it?|Would you accept it?}
lawyer: Yes. I would do the same. I'll tell {counsel} that we accept the appraisal if they do.
# A message from counsel
counsel: My client proposes to exchange the remaining statements on both sides by the end of the month. Please let me know whether that is agreeable. I am also instructed that the vehicle can be released to your client.
lawyer: Good news for once: {other}'s lawyer will release the car, and both sides exchange the last statements by the end of the month. I said yes to the dates. Tell me if the car is in a state you wouldn't drive.

== mediation
# Mediation day
lawyer: Mediation is on {day2} with Abigail Thorne, in her office on Wacker Drive. Plan the whole day and bring something to read; there is a lot of waiting in separate rooms.

Before that I would like forty minutes with you on what matters most, what you could live with, and what you couldn't.
client: {Could we do the forty minutes by video?|Is video all right for that?} I can't get off work twice in one week.
lawyer: Of course. {day} at five, the link is the one we used last time.
video: Prepared for mediation. {client}'s order of importance: the school weeks, then {thing}, then everything else. Not willing to go below every second weekend. Explained that nothing is agreed until it is written and that the choice is {client}'s alone.
# What the psychologist said
call out: Told {client} what {expert}'s report says before sending it, because two sentences are hard to read. {client} was quiet, then asked good questions. Recommended reading it with somebody near.
lawyer: Here is the report we spoke about. Page nine is the part that matters most, and it is good for you. {child} came across as well loved by both of you; the judge will see that first.
# Offer on the summer weeks
lawyer: {other} offers five weeks in summer instead of four, in exchange for the autumn break. I think it is a reasonable offer and not an urgent one. The decision is yours: take it, refuse it, or ask for the winter break too.
client: I'd like to ask for the first half of winter break and take it. {Is that greedy?|Is that too much to ask?}
lawyer: It isn't. I have written to {counsel} exactly that, and I expect an answer by {day}.

== trial
# Trial date
lawyer: The court has set us for trial on {day2}. I expect two days. That date may still move, and I will tell you the same day if it does.

Until then there are three things for you: the list of witnesses, an hour of practice with questions, and keeping copies of everything.
client: My stomach turned when I read the date. {What do people usually ask in there?|What will they ask me?}
lawyer: That is normal. They ask about money, about days with the children, and about two or three e-mails we already know. We will practise all of it until it is boring.
# Settlement before trial?
counsel: My client would divide {thing} at fifty-five to forty-five and bear his own fees. This offer stands until Friday.
call out: Told {client} the offer within the hour: 55/45 on {thing}, each pays their own. Explained what the court might do instead and what two days of trial cost. {client} wants the weekend to decide. I said that is what weekends are for.
client: We'd rather go on. I know it's a risk. {Could you put to them fifty-two, and the tools?|Can you answer them with fifty-two and the tools?}
lawyer: I put it to {counsel} this morning, in writing, with an end date of {day}. You decided well; whichever way it goes, it was thought through.

== decree
# The decree is entered ?!parenting
call out: Rang {client} with the result before the paper comes. The judge signed it this morning. Long silence, then laughter. Told {client} there is a list of small things to do now and that none of them is today.
lawyer: The decree is attached. In plain words: you are divorced as of today, {thing} is divided as we agreed, and nobody owes the other side fees.

There is a short list of things that follow (bank, insurance, beneficiaries). It is on the second page. The time to appeal ends in thirty days; we don't plan to, and I have no sign that {other} does.
thanks: Thank you. All of you. I printed the first page and put it in a drawer, where it belongs.
# Wording
counsel: Two small changes to the draft decree are marked in the attachment. Otherwise it is approved on our side.
lawyer: We are two words from the end. {other}'s lawyer wants "shall" where we wrote "may" on page three. It costs you nothing, so I would agree. Tell me by {day} if you see it differently.
client: Agree. I want to be done. {When do we go to the judge?|What is left to do then?}
lawyer: I'll bring it to the judge {day}. Nobody needs to come along; I'll call you from the steps.

# The new plan is signed ?parenting
call out: Rang {client} with the result before the paper comes: the judge signed the new plan for {child} this morning. Went over the first month, week by week.
lawyer: The signed plan is attached. In plain words: the new weeks begin on the first of the month, {other} keeps Wednesdays, and either of you may ask for a change after a year. Put page two on the fridge; it is made for that.
thanks: On the fridge it is. {child} drew a border around it.

== transfer
# The pension order
priya: The plan sent back our order with one question, as plans do: they want the full date of the marriage on the first page. Fixed and returned today. They take four to eight weeks.
client: {Is there anything I have to sign?|Do they need anything from me?}
priya: Only the tax form, which is attached with a cross where you sign.
# Deed recorded
lawyer: The deed is recorded. From today {thing} is as the decree says, on paper as well as in life. I keep the copy; the county posts you the original.
`
}
