package demo

// businessWords is what people say to each other about companies.
func businessWords() string {
	return `
== scope
# What you need
video: First call about {thing}. Agreed on what we do and what we don't: no tax advice, that stays with the accountant. Fixed fee for the first draft, hours after it. Decisions come from one person only.
lawyer: Good talking to you. On one page, attached: what we do, what we don't, what it costs, and who decides. If it is right, a "yes" by return is enough.
thanks: Yes to all of it. Nice to get one page from a lawyer.

== information
# Papers
priya: To begin with {thing} we need five papers; the list is attached. If you don't have one, tell me who might. Messy is fine.
client: Here are four. The fifth is somewhere in a box in my garage. {Can we start without it?|Is that a showstopper?}
lawyer: We start without it. If it turns up, good; if it doesn't, the other side has a copy, and I'll ask for it as if we were only being tidy.
# Who signed the old one
client: Found the old contract. It's signed by my cousin, who left in 2021. {Does that still bind us?|Are we still bound?}
lawyer: Probably yes, because you went on working under it. It matters less than it looks. I'll come to it in my notes by {day}.

== review
# What I see
lawyer: I have read {thing} twice. My notes are attached: two pages, three colours. Red is what I would not sign. There are four reds; the rest is weather.

The one that matters most is on page eleven: you would carry the loss even if {other} causes it.
client: Ouch, page eleven. {How hard is it to get that out?|Is that negotiable?}
lawyer: Hard to get out, easy to cap. I would ask for a cap at a year's fees and expect to land at eighteen months.
# Board questions
client: The board meets on Thursday and will ask {what our risk is in one sentence|for the risk in one sentence}. Could you give me that sentence?
lawyer: "If they deliver late we may stop paying, and if we stop paying wrongly we owe a month." Happy to join for ten minutes if it helps.
# Update
lawyer: A short word on {thing}: I am through with the papers, the notes are being typed, and you'll have them by {day}. No surprises so far.

== drafting
# First draft
lawyer: The first draft of {thing} is attached. I left three gaps in yellow, where only the two of you know the answer: how long, how much, and what happens if somebody is ill.
client: We filled two of three. On illness we can't agree. {What do others do?|Is there a usual answer?}
lawyer: Most write three months of full pay and then a right to buy out at a formula price. I have added that in brackets. It's easier to agree on it now than in a hospital corridor.
# Second draft
call out: Went through draft two on the telephone. {amount} stays; the term gets shorter. {client} wants the schedule of payments to begin next quarter. I send draft three by {day}.
thanks: Draft three looks good to us. We'll read it aloud to each other tonight, as you suggested.

== negotiation
# Their changes
counsel: Our comments on {thing} are attached. My client's main concern is the guarantee. We are otherwise close.
lawyer: {other} sent their changes: eleven, of which seven are grammar. Two I would accept and two I would not; see my notes. The personal guarantee is the one to talk about before I answer.
client: No personal guarantee. We have said that from the start. {Is there something else we could offer them?|What else could we give?}
lawyer: A larger deposit that shrinks each year you pay on time. They like it because it's cash; you like it because it ends. I can put it to them today.
hold: I hear you on the date as well. Let me talk to the other side first; you will have an answer by {day}.
lawyer: They took the deposit and dropped the guarantee. On the date we are still a month apart, and I think they will come to us.
# Where we are on {thing}
call out: Status: two open points, both about money and neither large. {client} will accept {amount} if the rest stands. Told them I would open lower and not go above it without a call.
# Payment
letter out: Demand to {other}: the sum, the reason, the papers, and fourteen days. Firm and polite; the client wants to keep the customer if there is a way.
client: They called me directly after your letter and offered half. {Should I talk to them or send them to you?|Do I take it?}
lawyer: Be friendly and send them to me. Half in the first call usually means four fifths in the third.

== signing
# Ready to sign
priya: {thing} is ready. You can sign on screen or here; both count. If here, {day} at {time} works, and we have a pen that people like.
client: Here please, we'd like a photo for the wall. {Can we bring the team?|May the team come?}
priya: Bring everyone. There is coffee, and the window is good for photos.
meeting: Signing of {thing}. All there, in good spirits. Originals to the safe, scanned copies sent the same afternoon.
# One last change
lawyer: {other} asks for one last change: notice by e-mail instead of by post. I would agree, it helps you too. If I hear nothing by {day} I hold it back; I don't take silence for a yes.
thanks: Agreed, and thanks for not taking silence for a yes.

== registration
# Filed with the state
priya: Filed today; the receipt is attached. The office says four to six weeks and usually needs five.
client: A company called me and wants $175 for a "compliance poster". {Is that real?|Do we need this?}
priya: It isn't from the state, and you don't need it. We get one of those for every company we file. The bin is the right place.
# Question from the office
call out: The examiner called with a question about the purpose clause. Answered, and told {client} in two sentences. It adds perhaps a week.
lawyer: A note for your records: I have answered the office's question in writing, copy attached. I expect their decision within the month and will tell you the day it comes.

== aftercare
# Dates to remember
lawyer: The papers are done, and now come the dates. Three this year: the annual report, the meeting of the owners, and the look at the price formula. We remind you a month before each.
client: {Can you do the annual report for us?|Would you file the report for us?} We'd only forget it.
priya: Yes, for a flat fee; I need your yes and the address of the new room. It takes me ten minutes.
# Quarterly look
video: Quarterly call. New tutor to become an owner next year; the agreement covers it. Explained the two steps. Nothing else is due before then.
`
}
