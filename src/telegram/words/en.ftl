### Roadcall's words in English.
###
### Short, plain, friendly: somebody reads them at 3 a.m. with a thumb on the glass. What is marked
### (HTML) may hold Telegram's tags and must write & < > as &amp; &lt; &gt;; the rest is plain text.

## Moments, durations and people

# How Intl writes dates and lists in this language.
date-locale = en-GB
time-on-day = { $day } { $time }
duration-moment = less than 1 min
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
duration-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
duration-days-hours =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    } { $hours } h
person-unknown = Someone
people-more = { $count } more
department-unknown = the department
department-restricted = 🔒 { $name }

## The card (HTML): its heading

card-heading = { $emoji } <b>{ $number } · { $status }</b>
card-status-awaiting-department = Who should handle it?
card-status-awaiting-claim = Waiting for { $department }
card-status-in-progress = In progress
card-status-awaiting-summary = Waiting for the summary
card-status-resolved = Resolved
card-status-cancelled = Cancelled
card-status-no-summary = Closed without a summary

## The card (HTML): what was reported, by whom, who has it

card-no-words = <i>No words.</i>
card-shortened = … whole text: /incident { $number }
card-media = With { $media }.
card-reported = Reported by { $name }, { $time }
card-reported-before = Reported by { $name }
card-reopened = Reopened { $time }
card-department = Department: <b>{ $department }</b>
card-department-since = Department: <b>{ $department }</b> since { $time }
card-responders = On it: { $people }
card-responder = { $name } since { $time }
card-resolved-by = Resolved by { $name }, { $time }, after { $duration }
card-summary-late = The summary came later, { $time }.
card-cancelled-at = Cancelled { $time }
card-closed-at = Closed { $time }

media-photo = a photo
media-voice = a voice message
media-video = a video
media-document = a file
media-location = a location
media-other = an attachment

## The card (HTML): what happens next

card-next-choose = { $name }, tap the department that should handle it.
card-next-claim = Whoever takes it, tap Claim.
card-next-claim-managers = ⚠️ Nobody in { $department } could be reached from here, so the ops managers were asked. Whoever takes it, tap Claim.
card-next-claim-nobody = ⚠️ Nobody in { $department } could be reached from here. Please call them, or change the department.
card-next-resolve = Done? Tap Resolve.
card-next-summary = { $name }, what was done? Reply to this message with one sentence.
card-next-reopen = Not fixed after all? Tap Reopen.
card-next-cancelled = Needed after all? Tap Reopen.
card-next-add-summary = It does not count as resolved. To add what was done, reply to this message by { $time }.
card-choosing = { $name } is choosing another department:

## Buttons

button-claim = ✋ Claim
button-claim-too = ✋ I'm on it too
button-release = Release
button-resolve = ✅ Resolve
button-change-department = Change department
button-cancel = Cancel
button-not-yet = Not yet
button-write-it = ✍️ I'll write it
button-reopen = Reopen
button-back = « Back
button-open-card = Open the card
button-set-up = 🛠 Set up
button-department-kept = ✅ { $department }
button-department-dropped = ▫️ { $department }
button-rename = ✏️ Change the name
button-finish = Finish
button-i-am = I am @{ $username }

## Answers to a press: short ones vanish by themselves, refusals stay until they are closed

press-done = Done.
press-assigned = Thank you. They are being called.
press-claimed = You are on it. Thank you!
press-released = You let it go.
press-write-summary = Now write what was done.
press-not-yet = Back to work.
press-cancelled = Cancelled.
press-reopened = Reopened.
press-choose = Choose a department below.
press-choice-closed = Nothing was changed.
press-known = This came through. See the message.
press-not-applied = This broke on my side, and nothing came of your tap. Please try it again in a minute.
press-outdated = This changed in the meantime. Look at the message again, then tap.
press-choice-not-yours = Somebody else is choosing a department here. Wait a minute, then tap Change department yourself.
press-not-here = I cannot find this incident here. Look for its newest card, or send /open.

## What groups do without asking (a press, then HTML)

press-moved = This is an old card. { $number } has a newer one here: look at the pinned messages, or send /incident { $number }.
welcome-back = 👋 I am back. What is open here comes anew, each with one card.
cannot-pin = 📌 { $name }, I may not pin messages here, so open cards get out of sight. Please make me an admin who may pin.
cannot-pin-private = 📌 In { $group } I may not pin messages, so open cards get out of sight. Please make me an admin there who may pin.
ticket-sees-commands-only = I see only commands here, so I cannot take what you wrote before. Write what happened behind the command, for example: <code>/ticket Flat tyre on truck 7</code>. Or reply with /ticket to the message that says it.

## Why something was refused, and what to do

refused-outdated = This changed in the meantime. Look at the card again, then tap.
refused-awaiting-department = It has no department yet. Choose one first.
refused-awaiting-claim = It is waiting for somebody to claim it, so this is not possible now. Look at the card again.
refused-in-progress = Somebody is working on it, so this is not possible now. Look at the card again.
refused-awaiting-summary = It is only waiting for the summary. If there is more to do, tap Not yet first.
refused-resolved = It is resolved already. If it is not fixed after all, tap Reopen.
refused-closed = It is closed. If it is needed after all, tap Reopen.
refused-not-in-department = Only { $department } and ops managers can do this. If you belong there, ask an ops manager to add you with /member.
refused-not-reporter = Only the person who reported it or an ops manager can do this. Ask one of them.
refused-already-claimed = Somebody is working on it already, so you can no longer do this. Talk to them or to an ops manager.
refused-already-responder = You are on it already. When it is done, tap Resolve; to let it go, tap Release.
refused-not-responder = Only those who are on it can do this. Ask one of them or an ops manager.
refused-already-writer = It is you who is asked. Reply to the card with one sentence: what was done?
refused-department-restricted = { $department } can be chosen only by its own members and ops managers. Choose another department, or ask one of them.
refused-same-department = { $department } has it already. Choose another department, or tap Back.
refused-too-late = It ended more than 24 hours ago. Report it again with /ticket, or ask an ops manager.

setup-not-administrator = Only an admin of this group can set it up. Ask one of them to send /setup.
setup-sign-ups-closed = New organisations are created by those who run this bot. Ask them to send /setup here.
setup-already-connected = This group is set up already. To see what you can do here, send /help.
setup-name-too-short = This name is too short: at least 2 characters, please.
setup-name-too-long = This name is too long: at most 60 characters, please.
setup-no-department = Keep at least one department, then tap Finish.
setup-private-chat = This works in a group: add me to yours and send /setup there.
setup-not-yours = Somebody else has begun this set-up. To begin your own, send /setup.
setup-over = This set-up is over. To begin again, send /setup.

invitation-other-name = This button is for somebody with another username.
invitation-over = This button was used already. If you still need to join, ask an ops manager.

## Messages in the group (HTML)

ping-department = 🔔 { $people }, <b>{ $number }</b> needs { $department }.
ping-managers = 🔔 { $people }, <b>{ $number }</b> needs { $department }, but nobody there could be reached. Please find somebody.
private-ping-department = 🔔 <b>{ $number }</b> needs { $department }
private-ping-managers = 🔔 <b>{ $number }</b> needs { $department }, but nobody there could be reached
private-ping-no-link = Look for { $number } in the group.
notice-claimed = 🔵 { $name } ({ $department }) has it.
notice-resolved = ✅ <b>{ $number }</b> is resolved. { $name }:
prompt-summary = { $name }, what was done about <b>{ $number }</b>? Reply to this message with one sentence.
prompt-summary-placeholder = What was done?
prompt-report = { $name }, what happened? Reply to this message with one sentence, and I will make the card.
prompt-report-placeholder = What happened, and where?
prompt-setup-name = { $name }, what is your organisation called? Reply to this message.
prompt-setup-name-placeholder = Name of the organisation

## Set-up (HTML)

welcome = 👋 I am Roadcall. Whoever has a problem reports it here with /ticket; I keep one card for it until it is solved.
welcome-set-up = This group is not set up yet. An admin of the group can do it in a minute:
welcome-connected = This group is still set up. To see what you can do here, send /help.
welcome-cannot-pin = ⚠️ I may not pin messages yet. Please make me an admin who may pin, so that open cards stay in sight.
welcome-sees-commands = ⚠️ I see only commands and replies to me here. Please make me an admin, and a bare /ticket can take what you wrote just before.
setup-board = 🛠 <b>Set up this group</b>
setup-board-name = Organisation: <b>{ $name }</b>
setup-board-departments = Which departments handle problems? Tap to keep ✅ or drop ▫️.
setup-board-manager = When you tap Finish, you become the ops manager and belong to each of them.
setup-done = ✅ <b>{ $organisation }</b> is set up with { $departments }.
setup-done-manager = You are the ops manager and belong to each department.
setup-done-next =
    Add the others: <code>/member @name { $department }</code>
    Try it out: <code>/ticket Flat tyre on truck 7, exit 4</code>

## Answers to commands (HTML)

not-connected-group = This group is not set up yet. An admin of the group can do it with /setup.
not-connected-private = I have not met you in a group yet. Send me a command in your group first, please; from then on I know you here.
not-applied = This broke on my side, and nothing came of it. Please try it again in a minute. If it breaks again, tell whoever runs this desk.
ticket-too-short = That is very short. Say in at least 5 characters what happened, for example: <code>/ticket Flat tyre on truck 7</code>
ticket-too-long = That is too long for a card. Say it in at most 3,000 characters, and reply to the card with the rest.
ticket-nothing-found = What happened? Write it behind the command, for example: <code>/ticket Flat tyre on truck 7</code>. Or reply with /ticket to the message that says it.
ticket-quotes-us = That message is mine. To add something to an incident, reply to its card with your words. To report something new, write it behind the command, for example: <code>/ticket Flat tyre on truck 7</code>.
ticket-too-many-of-person = That is a lot at once, so I have not taken this, and I take nothing more of yours for a minute. Please send it again then; several things can be one report.
ticket-too-many-in-group = A lot was reported here at once, so I have not taken this, and I take nothing more here for a minute. Please send it again then; so should everybody who gets a 🙈 meanwhile.
ticket-private-chat = Send /ticket in your group, please: those who can help are there.
summary-too-short = That is very short. Say in at least 2 characters what was done, please.
summary-too-long = That is too long. Say in at most 3,000 characters what was done, please.
summary-no-words = Please say it in words: reply to the card with one sentence about what was done.
member-added = ✅ { $name } belongs to { $department } now.
member-invited = I have not seen @{ $username } here yet. @{ $username }, tap the button to join { $department }.
member-not-manager = Only an ops manager can add people. Ask one of them.
member-usage = Whom, and where? For example: <code>/member @name Maintenance</code>. Or reply to the person's message with <code>/member Maintenance</code>.
member-no-such-department = There is no department called “{ $name }”. There are { $departments }.
member-no-departments = There is no department called “{ $name }”.
member-already = { $name } belongs to { $department } already.
member-is-bot = A bot cannot belong to a department. Name a person, please.
open-heading = <b>Open incidents</b>
open-none = Nothing is open. 👍
mine-heading = <b>Your open incidents</b>
mine-none = Nothing of yours is open. 👍
list-more = There are more; these are the newest.
list-no-department = no department yet
list-reported = Reported { $time }
incident-not-found = There is no incident { $number } here. For those that are open, send /open.
incident-usage = Which one? For example: <code>/incident 0042</code>
incident-timeline = <b>What happened</b>

## One line for each event of the timeline (HTML)

timeline-line = { $time } · { $what }
timeline-program = Roadcall
timeline-opened = { $name } reported it
timeline-department-assigned = { $name } gave it to { $department }
timeline-transferred = { $name } passed it from { $from } on to { $department }
timeline-claimed = { $name } claimed it
timeline-released = { $name } released it after { $duration }
timeline-left = { $name } left, after { $duration } on it
timeline-claim-ended = { $name } was on it for { $duration }
timeline-resolution-requested = { $name } tapped Resolve
timeline-resolution-withdrawn = { $name } said: not yet
timeline-summary-handed-over = { $to } writes the summary instead of { $from }
timeline-resolved = { $name } resolved it
timeline-resolved-late = { $name } added the summary, which resolved it
timeline-no-summary = Closed without a summary
timeline-cancelled = { $name } cancelled it
timeline-reopened = { $name } reopened it
timeline-commented = { $name } commented
timeline-description-edited = { $name } changed the description

## Departments (HTML)

departments-heading = <b>Departments</b>
departments-line = <b>{ $department }</b>, { $people }
departments-people =
    { $count ->
        [0] nobody yet
        [one] 1 person
       *[other] { $count } people
    }
departments-clocks = claimed within { $claim }, resolved within { $resolve }
departments-how = To change them, send /department and see how.
department-added = ✅ { $department } is there now, and cards offer it. Add its people with <code>/member @name { $department }</code>.
department-renamed = ✅ { $from } is called { $to } now.
department-removed = ✅ { $department } is gone. What it handled keeps its name, and you may use the name again.
department-removed-members =
    { $count ->
        [one] One person belonged there. Who belongs to no other department is a driver now.
       *[other] { $count } people belonged there. Who belongs to no other department is a driver now.
    }
department-now-restricted = ✅ { $department } is restricted now: only its own people and ops managers can choose it.
department-now-open = ✅ { $department } is open again: everybody can choose it.
department-clocks = ✅ { $department }: claimed within { $claim }, resolved within { $resolve }.
department-clocks-inherited = ✅ { $department } follows the organisation again: claimed within { $claim }, resolved within { $resolve }.
department-clocks-organisation = ✅ All departments without clocks of their own: claimed within { $claim }, resolved within { $resolve }.
department-not-manager = Only an ops manager can change departments. Ask one of them. To see them, send /departments.
department-usage =
    This is how to change departments:
    <code>/department add Tyre service</code>
    <code>/department rename Tyre service to Tyres</code>
    <code>/department remove Tyres</code>
    <code>/department restrict Safety</code>: 🔒 only its own people and ops managers can choose it; once more, and everybody can
    <code>/department sla Safety 15</code>: claimed within 15 minutes; /department sla shows the rest
department-sla-usage =
    How soon must an incident be claimed and resolved, in minutes?
    <code>/department sla Safety 15</code>: claimed within 15
    <code>/department sla Safety 15 120</code>: and resolved within 120
    <code>/department sla Safety off</code>: as the organisation has it
    <code>/department sla 15</code>: the organisation's own
department-name-too-short = This name is too short: at least 2 characters, please.
department-name-too-long = This name is too long for a button: at most 40 characters, please.
department-too-many = There are 20 departments, and more buttons do not fit under a card. Remove one first, for example with <code>/department remove Accounting</code>.
department-last-one = This is the only department, and a card must offer one. Add another first with <code>/department add Dispatch</code>.
department-claim-minutes = Minutes until it must be claimed are a whole number from 1 to 10,080, for example <code>/department sla Safety 15</code>.
department-resolve-minutes = Minutes until it must be resolved are a whole number from 1 to 43,200, for example <code>/department sla Safety 15 120</code>.
department-none-called = There is no department called “{ $name }”. There are { $departments }.
department-name-taken = There is a department called “{ $name }” already. Choose another name.
department-still-open = { $department } still has open incidents: { $numbers }. Hand them on with Change department on their cards, or resolve them, then remove it.
department-still-open-more = { $numbers } and { $count } more
help-departments =
    /departments: who handles what, and how soon
    /members: who belongs where
    /join Maintenance: asks to belong to a department
help-ops-manager-departments = /department: adds, renames, restricts and removes departments, and sets their clocks
command-departments = The departments
command-department = Change the departments

## Who belongs where (HTML; the buttons and what answers a press are plain)

members-heading = <b>Who belongs where</b>
members-department = <b>{ $department }</b>
members-nobody = nobody yet
members-line = { $name }
members-line-manager = { $name }, ops manager
members-line-driver = { $name }, only a driver at present
members-managers = <b>Ops managers of no department</b>
members-drivers =
    { $count ->
        [0] Everybody I have seen belongs somewhere.
        [one] And one driver.
       *[other] And { $count } drivers.
    }
members-how = To change this: /member, /unmember, /role.
role-driver = a driver
role-dispatcher = a dispatcher
role-ops-manager = an ops manager
unmember-done = ✅ { $name } no longer belongs to { $department }.
unmember-now-driver = { $name } belongs to no other department and is a driver now.
unmember-all-done = ✅ { $name } belongs to no department any more and is a driver now.
role-changed = ✅ { $name } is { $role } now.
claims-released = { $name } let go of { $numbers }.
join-asked = I have asked the ops managers whether you may join { $department }. I will tell you here.
join-request = 🙋 { $name } would like to join { $department }.
join-request-called = { $people }, { $name } would like to join { $department }.
join-request-approved = ✅ { $name } belongs to { $department } now. Approved by { $by }.
join-request-declined = { $name } does not join { $department }. Declined by { $by }.
join-approved = ✅ { $name }, you belong to { $department } now. { $by } approved.
join-declined = { $name }, { $by } declined: you do not belong to { $department }. Ask them why.
people-not-manager = Only an ops manager can do this. Ask one of them. To see who belongs where, send /members.
unmember-usage =
    Whom, and from where? <code>/unmember @name Maintenance</code>
    From everywhere: <code>/unmember @name</code>
    Both work as a reply to the person's message too, without the name.
role-usage =
    Whom, and to what? <code>/role @name dispatcher</code>
    There are driver, dispatcher and manager. As a reply to the person's message the name is not needed.
join-usage = Which department? For example: <code>/join Maintenance</code>. To see them, send /departments.
people-is-bot = A bot has no role and belongs to no department. Name a person, please.
people-unknown = I have not seen @{ $username } here. Reply to one of their messages instead, or ask them to write something first.
unmember-not-member = { $name } does not belong to { $department }. To see who does, send /members.
join-unknown = There is no department called “{ $name }”. To see which there are, send /departments.
join-already = You belong to { $department } already.
join-already-asked = You have asked for { $department } already. An ops manager still has to decide; talk to one of them.
people-belongs-nowhere = { $name } is a driver and belongs to no department.
people-last-manager = { $name } is the only ops manager, and somebody has to be. Make somebody else one first: <code>/role @name manager</code>.
role-no-department = Dispatchers belong to a department, and { $name } belongs to none. <code>/member @name Maintenance</code> makes a dispatcher of them.
role-same = { $name } is { $role } already.
board-not-manager = Only an ops manager can do this. Ask one of them.
board-decided = This was decided already.
board-over = This is out of date. Send the command again.
help-ops-manager-people =
    /unmember @name Maintenance: takes a person out of a department; without one, out of all
    /role @name manager: makes a driver, dispatcher or manager of somebody
command-members = Who belongs where
command-unmember = Remove somebody: /unmember @name Maintenance
command-role = Change a role: /role @name manager
command-join = Ask to belong to a department: /join Maintenance

## Settings (HTML; buttons, placeholders and what answers a press are plain)

settings-heading = ⚙️ <b>{ $organisation }: settings</b>
settings-claim = Claimed within: <b>{ $duration }</b>
settings-resolve = Resolved within: <b>{ $duration }</b>
settings-summary = Summary within: <b>{ $duration }</b> after Resolve
settings-zone = Time zone: <b>{ $zone }</b>, where it is { $time }
settings-default = Default department: <b>{ $department }</b>. It gets what nobody gives to a department.
settings-default-none = Default department: <b>none</b>. Ops managers are asked about what nobody gives to a department.
settings-quiet = Reminders come <b>without a sound</b>.
settings-loud = Reminders come <b>with a sound</b>.
settings-own = A department may have times of its own: /departments shows them.
settings-choose-default = Which department gets what nobody gives to one?
settings-not-manager = Only an ops manager can see and change the settings. Ask one of them.
setting-changed-claim = ✅ Incidents must be claimed within { $duration } now.
setting-changed-resolve = ✅ Incidents must be resolved within { $duration } now.
setting-changed-summary = ✅ The summary must come within { $duration } now.
setting-changed-zone = ✅ Times are those of { $zone } now.
setting-wrong-minutes = This must be a whole number of minutes from { $least } to { $most }. Reply to my question once more, please.
setting-wrong-zone = I do not know the time zone “{ $words }”. Name a large city, such as Chicago, or a zone, such as America/Chicago. Reply to my question once more, please.
setting-several-zones = “{ $words }” may be { $zones }. Reply to my question with one of them, please.
prompt-setting-claim = { $name }, within how many minutes must an incident be claimed? Reply to this message with a number.
prompt-setting-resolve = { $name }, within how many minutes must an incident be resolved? Reply to this message with a number.
prompt-setting-summary = { $name }, within how many minutes after Resolve must the summary come? Reply to this message with a number.
prompt-setting-zone = { $name }, which time zone? Reply to this message with a city or a zone.
prompt-setting-minutes-placeholder = Minutes
prompt-setting-zone-placeholder = Chicago, or America/Chicago
button-setting-claim = ⏱ Claim time
button-setting-resolve = ⏱ Resolve time
button-setting-summary = ⏱ Summary time
button-setting-zone = 🌍 Time zone
button-setting-default = Default department
button-setting-quiet = 🔕 Make reminders quiet
button-setting-loud = 🔔 Let reminders sound
button-setting-none = None
button-settings-done = Done
press-setting-asked = Answer the question below.
press-setting-quiet = Reminders come without a sound now.
press-setting-loud = Reminders come with a sound now.
press-setting-default = { $department } gets what nobody gives to a department now.
press-setting-default-none = There is no default department now.
help-ops-manager-settings = /settings: times, time zone, default department, quiet reminders
command-settings = Settings of the organisation

## Help (HTML)

help-group = <b>What you can do here</b>
help-driver =
    /ticket and what happened: reports it. As a reply to a message, /ticket reports that message.
    /open: all open incidents
    /mine: yours
    /incident 0042: one with its whole story
help-driver-cards = On the card of your own report you choose the department, and change it or cancel until somebody claims it. Within 24 hours after the end you can reopen it.
help-dispatcher = On the cards of your departments: Claim when you take it, Release when you cannot, Change department when it is not yours, Resolve when it is done. Then one sentence says what was done.
help-ops-manager = You are an ops manager: every button of every card works for you.
help-ops-manager-member = /member @name Maintenance: adds a person to a department
help-not-connected = I keep one card for each problem until it is solved. This group is not set up yet; an admin of the group can do it with /setup, or with /connect and a code from an organisation that is there already.
help-private = 👋 I am Roadcall, the incident desk of your group. From now on I can write to you here: when your department is needed, and what you ask for.
help-private-start = To use me in a new group, add me there and send /setup.

## Help in private (HTML)

help-private-title = <b>What you can do here</b>
help-private-driver =
    /open: open incidents of your groups
    /mine: yours
    /incident 0042: one with its whole story
help-private-dispatcher =
    /open: open incidents of your groups and your departments
    /mine: yours
    /incident 0042: one with its whole story
help-private-ops-manager =
    /open: all open incidents
    /mine: yours
    /incident 0042: one with its whole story
help-private-connect = /connect: a code that connects one more group
help-private-talk =
    /comment 0042 and your words: adds them to its story
    /reopen 0042 and why: it waits again
help-private-ticket = Problems are reported in the group, with /ticket.
help-private-organisation = /organisation: choose which of your organisations this chat is about
help-private-platform = /platform: the health of all organisations, in counts

## Connecting one more group (HTML; the press- and button- ones are plain)

connection-code = 🔑 This connects one more group to your organisation, once, within { $minutes } minutes. An admin of the group sends there:
connection-code-command = <code>/connect { $code }</code>
connection-code-next = Then I ask you here whether you approve. An earlier code of yours no longer works.
connection-asked = 🔑 { $name } wants to connect the group <b>{ $group }</b> with your code. Approve only if you know both.
connection-approved = ✅ <b>{ $group }</b> is connected.
connection-not-approved = <b>{ $group }</b> was not connected.
connection-awaited = I have asked the ops manager who made this code. As soon as they approve, this group is connected.
connection-declined = The ops manager did not approve. This group is not connected.
connection-done = ✅ This group belongs to <b>{ $organisation }</b> now, with { $departments }. To see what you can do here, send /help.
connection-not-manager = Only an ops manager can connect one more group. Ask one of them.
connection-private-chat = Send this in the group that you want to connect, please. There, an admin of the group may do it.
connection-no-code = To connect this group to an organisation that is there already, ask one of its ops managers for a code: they send me /connect in private. Then an admin of this group sends /connect and the code here.
connection-already = This group is connected already. To see what you can do here, send /help.
connection-not-administrator = Only an admin of this group can connect it. Ask one of them to send the code.
connection-wrong-code = This code does not work. Codes work once and for an hour: ask the ops manager for a new one.
connection-too-many-tries = Those were too many codes that do not work. Wait a quarter of an hour, then try again with a new one.
button-approve = ✅ Approve
button-decline = Decline
press-connection-over = This has been answered already.
press-connection-not-manager = You are no ops manager any more, so you cannot answer this. Ask one of them.
press-connection-already = This group has been connected in the meantime, so there is nothing left to approve.

## Which organisation a private chat is about (HTML; the button is plain)

organisation-asked = Which organisation is this about? Tap it, then send your command again. To change it later, send /organisation.
organisation-chosen = From here on this chat is about <b>{ $organisation }</b>.
button-organisation-chosen = ✅ { $organisation }

## The platform's health (HTML)

platform-heading = 🩺 <b>Health of the platform</b>
platform-tick = Last tick: { $duration } ago
platform-no-tick = Last tick: never
platform-organisation = <b>Organisation { $id }</b>: groups { $groups }, open incidents { $open }, deliveries due { $due }, failed { $failed }
platform-nobody = Of no organisation: deliveries due { $due }, failed { $failed }

## Commands, as Telegram lists them

command-ticket = Report a problem
command-open = Open incidents
command-mine = Your open incidents
command-incident = One incident: /incident 0042
command-help = What you can do here
command-setup = Set up this group
command-organisation = Which organisation this chat is about
command-connect = A code that connects one more group
command-connect-group = Connect this group with a code
command-member = Add somebody: /member @name Maintenance

## Reminders (HTML), and what the clocks did

reminder-group = ⏰ { $people }, { $what }
reminder-private = ⏰ { $what }
reminder-choose-department = <b>{ $number }</b> has had no department for { $duration }. Please tap one on the card.
reminder-find-department = <b>{ $number }</b> has had no department for { $duration }. Please choose one on the card.
reminder-claim = <b>{ $number }</b> has been waiting for { $department } for { $duration }.
reminder-still-working = <b>{ $number }</b> has been open for { $duration }. Still working on it?
reminder-overdue = <b>{ $number }</b> has been open for { $duration } and should be resolved by now.
reminder-write-summary = <b>{ $number }</b> lacks only the summary: what was done? Reply to the card with one sentence.
reminder-anybody-write-summary = <b>{ $number }</b> lacks only the summary. Whoever of you knows: what was done? Reply to the card with one sentence.
button-still-working = Yes, still on it
button-hand-over = Hand over
button-add-summary = ✍️ Add summary
press-still-working = Good. Thank you!
press-choose-on-card = Choose a department on the card.
timeline-given-to-default = Nobody chose a department, so { $department } got it
timeline-claim-breached = Not claimed within { $duration }, by { $time }
timeline-resolve-breached = Not resolved within { $duration }, by { $time }
timeline-reminded = Roadcall reminded { $people }
timeline-escalated = Roadcall turned to { $people }
timeline-missed-claimed = Roadcall did not call { $people }: somebody had it by then
timeline-missed-ended = Roadcall did not call { $people }: it had ended by then
timeline-missed-handed-on = Roadcall did not call { $people }: another department had it by then
timeline-missed-reminded = Roadcall did not call { $people }: a reminder told them instead
timeline-missed-too-old = Roadcall did not call { $people }: the call was held up for too long

## The one message after an outage (HTML)

catch-up-head = 🔌 Roadcall could not tell you everything since { $time }. This is how things stand now:
catch-up-waiting = <b>Still waiting</b>
catch-up-in-hand = <b>In hand</b>
catch-up-ended = <b>Done</b>
catch-up-no-department = { $number } · no department for { $duration }
catch-up-unclaimed = { $number } · waiting for { $department } for { $duration }
catch-up-no-summary = { $number } · lacks only the summary, for { $duration }
catch-up-claimed = { $number } · { $people }, open for { $duration }
catch-up-resolved = { $number } · resolved by { $name }
catch-up-closed = { $number } · closed
catch-up-more = … and { $count ->
    [one] one more
   *[other] { $count } more
  }: /open
catch-up-call = 👋 { $people }, please have a look.

## Comments, reopening and people who leave (HTML)

comment-usage = On which one, and what? For example: <code>/comment 0042 The tow truck is there</code>. Or reply to its card.
reopen-usage = Which one? Reply to its card with <code>/reopen</code> and why, or send <code>/reopen 0042 Flat again</code>.
responder-left = { $name } left the group and is no longer on <b>{ $number }</b>. Others are.
responder-left-waiting = { $name } left the group and is no longer on <b>{ $number }</b>. It is waiting for { $department } again.
confirm-yourself = You write as the group, so I cannot see who you are. Confirm it, and I do what you asked for.
button-confirm-yourself = Confirm it's you
confirmation-not-administrator = Only an admin of this group can confirm this. To send a command yourself, just write it.
confirmation-over = This is over: it was confirmed already, or it waited too long. Please send the command again.
help-talk =
    /comment 0042 and your words, or a reply to its card or to the report: adds to its story. If you edit what you reported, the card follows.
    /reopen 0042 and why, or as a reply to its card: not fixed after all
command-comment = Add to a story: /comment 0042 and your words
command-reopen = Not fixed after all: /reopen 0042 and why

## Reports (HTML; the chart's words are plain)

report-heading = 📊 <b>{ $period }</b>
report-heading-running = 📊 <b>{ $period }</b>, so far
report-week = Week { $week }, { $days }
report-compared = <i>In brackets: the change from { $period }</i>
report-created = Reported: { $count }
report-reopened = Reopened: { $count }
report-resolved = Resolved: { $count }
report-closed = Closed without being resolved: { $count }
report-open-now = Open now: { $count }
report-open-then = Open at the end: { $count }
report-time-to-claim = ⏱ <b>Until somebody claimed it</b>
report-time-to-resolve = 🏁 <b>Until it was resolved</b>
report-no-times = None in this period
report-none = –
report-mean = Mean: { $time }
report-median = Median: { $time }
report-p90 = 9 of 10 within { $time }
report-service = In time: { $share }
report-share = <b>{ $percent }{ "\u00A0" }%</b>, { $met } of { $all }
report-pending = { $count } still running
report-points = { $points } points
report-more = (+{ $amount })
report-less = (−{ $amount })
report-department = 🏷 <b>{ $name }</b>
report-department-work = { $assigned } received, { $resolved } resolved, { $handedOver } handed over, { $active } at work
report-department-claim = Claimed: median { $median }; in time: { $share }
report-department-resolve = Resolved: median { $median }; in time: { $share }
report-responders = 👷 <b>Responders</b>
report-responder = { $name }: { $resolved } resolved, { $handedOver } handed over, { $active } at work
report-chart-caption = { $period }
report-chart-days = { $organisation } · incidents per day
report-chart-hours = { $organisation } · incidents per hour
report-chart-created = New
report-chart-resolved = Resolved
report-chart-closed = Closed
report-chart-open = Open
report-table-caption = Every incident that was open in this period, for spreadsheets. Times are those of { $zone }.
report-not-manager = Only an ops manager can see reports. Ask one of them.
report-usage = Of which time? For example: <code>/report day</code>, <code>/report last week</code>, <code>/report month</code> or <code>/report 2026-10</code>.
report-future = This has not begun yet. For this week, send <code>/report</code>.
help-report = /report day, week or month: the figures, also of the last one or any other, as in /report last month or /report 2026-10
help-private-report = /report: the figures of this week, or of a day or month
command-report = Figures: /report day, week or month
