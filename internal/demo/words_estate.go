package demo

// estateWords is what people say to each other about what is left behind.
func estateWords() string {
	return `
== interview
# After the funeral ?probate
meeting: First meeting about {thing} and everything else that was left. Sat with the will for a while before talking business. Explained what an executor does, in which order, and that nothing is urgent but the locks and the heating.
lawyer: Thank you for coming so soon. There are only three things to do this month: let nobody take anything away, keep the post, and order eight certificates of death. The rest can wait, and so can anyone who says otherwise.

You will hear from me by {day}.
client: The certificates are ordered. {Do I have to pay the hospital bill from my own pocket?|A hospital bill came. Is it mine to pay?}
lawyer: No. It is the estate's, and it is paid when the law says so. Send me the bill and let me do the waiting.
# The second will ?contest
meeting: First meeting about {thing}. Ms. Rivlin from her old office typed the first one and remembers it. Explained what has to be shown, and how hard and how slow that is.
lawyer: Thank you for a very clear account. Please write down who was in the house in the last three months, with dates as far as you can. Don't speak with {other} about it for now.
client: It is written, four pages. {Shall I sign it, or is that for later?|Do I sign it now?}
lawyer: Later, and before a notary. Keep it at home until I ask for it.
# First meeting ?wills
meeting: First meeting about {thing}. Talked about people first and things second. {client} knows who should have what, and less about who should act if {client} can't. Explained wills, powers of attorney and what each costs; a fixed fee, agreed on paper.
lawyer: Thank you for a good conversation. You don't need to bring lists of spoons. What I need is three names: who acts for you, who acts if they can't, and who must be told.

The draft will be with you by {day2}.
client: I have the first two names. {Does the third have to be family?|May the third be a friend?}
lawyer: A friend is fine, and often better. Ask first; it's an honour, but also some work.

== drafting
# Your draft
lawyer: Here is the first draft of {thing}, with a page beside it that says the same in plain words. Please read the plain page first. Write in the margins; I like drafts that come back ugly.
client: Very clear, thank you. On page four, "per stirpes": {what does it do?|do we need it?}
lawyer: It means that if a child dies before you, that child's share goes to their own children. I think you want it, from what you told me about the little ones. If not, one word changes it.
# Second thoughts
call in: {client} called with second thoughts about who acts for health matters. Talked it through; the younger niece lives nearer and stays calm. Changed the name; draft three goes out this week.
# Draft three
lawyer: Draft three is attached with the changed name. If it reads right, we can sign on {day}. I need you for half an hour and two witnesses, who will be from our office.

== signing
# Signing day
priya: Signing is {day} at {time}. Bring a photo card and your reading glasses. {lawyer} and two witnesses will be there; it takes half an hour, and there is coffee.
thanks: We will be there, both with glasses.
meeting: Signed before two witnesses. Asked the questions that one asks; clear and certain answers. Originals to the safe, copies handed over in a blue folder. Explained who should know where they are.
# Where everything is
letter out: A letter to keep with the copies: where the originals are, who acts in which order, what to do in the first week, and when to look at it all again (in five years, or when life changes).

== petition
# The will is with the court ?probate
lawyer: The will and the petition are with the court. The judge will name you executor on {day2}, most likely without a question. You needn't come.

After that you get letters of office: the paper that makes banks talk to you.
client: {How many copies of those letters do I need?|How many of those letters should I order?}
lawyer: Six. Every bank keeps one and says it doesn't.
# The petition against it ?contest
lawyer: The petition is filed: forty pages, and your four are the best of them. {counsel} has thirty days to answer. It will be unfriendly, and it will be by post.
client: I have been called worse by better. {When do they take my testimony?|When will I be heard?}
lawyer: Not before they have answered and shown us the papers; I would guess in three or four months.
# Opening the case in court ?guardian
lawyer: The petition is filed. The court will send notice to everyone who might have a say, and hears us on {day2}. Most such hearings take ten minutes. You don't need to do anything but answer the telephone if the court's visitor calls.
client: {Who is the visitor?|Will someone come to the house?} I don't want her upset.
lawyer: A person the court sends to see how things are. She comes by appointment, in the afternoon if we ask, and she is kind. I will ask for the afternoon.
# The other side answers ?contest
counsel: I represent a relative who objects to the petition. Our appearance is on file. Please direct further communication to me.
call out: Told {client} about the objection before it came by post. It was expected. Explained what it changes (time) and what it doesn't (the facts). {client} drily: "He never visited once."
client: I found her diary for that year. {Is it any use, or is it private?|May we use it?}
lawyer: It may be of great use, and it can be kept private by asking the judge to seal it. Please don't write in it, don't copy it, and bring it when you come.

== inventory
# What there is
priya: We are making the list of everything: accounts, {thing}, the car, and things of value. Three banks have answered and one wants a different form, as one always does. Could you look for the title of the car?
client: Found it in the kitchen drawer with forty years of warranties. {Do you need the warranties as well?|Shall I keep the rest?}
priya: Only the title, please. The drawer you may keep.
# The appraisal
lawyer: The appraiser values {thing} at {amount} as of the day that counts. Copy attached. It goes into the inventory, and the others get it at the same time as you do.
client: {other} will say it's too high. {What do we do if he brings his own?|Can he bring his own appraiser?}
lawyer: He may. Then the judge looks at both, or we meet in the middle, which is what most families do when they have seen the cost of the other way.
# The accounts of two years
call out: Called rather than wrote: {other} has asked the court to look at the last two years of accounts. It is his right and it sounds worse than it is. {client} upset; talked about who can help with the papers. Will call again on Thursday, news or none.

== claims
# The claims period
lawyer: The law gives anyone who is owed money six months to say so, and that time is running. So far: one medical bill and a magazine. I pay what is right at the end of the period, not before.
client: A man called about a loan to {other}. {Do I have to talk to him?|What do I say?}
lawyer: No. Tell him to write to me. A real claim comes on paper with a date, and we look at each with care.
# Nothing new this month
lawyer: Nothing new this month. Two claims are in, both small, and the period ends soon. {thing} is insured and the heating is on; the neighbour looks in on Mondays.
thanks: That's kind of you to write. Mondays were always her baking day.

== tax
# The last tax return
priya: The accountant needs three papers for the last return; I have two. The third is the statement from the credit union. Could you sign the attached so that they talk to us?
client: Signed and attached. {Is there tax to pay in the end?|Will it eat up everything?}
lawyer: A little, and far less than you fear. The figure is on the second page, and it comes out of the estate, not from you.

== distribution
# How it is shared
lawyer: We have come to the part that you were waiting for. The plan of who gets what is attached: {amount} in all, less costs. Everyone has to sign that they received their share. I will write to {other} myself.
client: Thank you. {When can I tell the cousins?|How soon can I tell everyone?} They ask every week.
lawyer: You may tell them now that it is nearly done. If a date moves I will tell you first.
# Two signatures missing
lawyer: Five of seven have signed. One is travelling, and one wants to ask his own lawyer, which is his right. I have written to both with an end date of {day2}.

== closing
# The last hearing
lawyer: The final account is with the judge. If nobody objects, the estate is closed on {day2} and you are free of the office you never asked for. You did it well.
`
}
