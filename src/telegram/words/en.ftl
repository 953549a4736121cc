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
card-next-claim-managers = ⚠️ Nobody in { $department } could be reached from here, so the managers were asked. Whoever takes it, tap Claim.
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
