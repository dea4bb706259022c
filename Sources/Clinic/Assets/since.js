// Keeps `time[data-since]` in words: "40 seconds ago" within the hour, the clock after it.
import { language, now, span } from './words.js'

const hour = 3600

export function tellTimes(root = document) {
    for (const time of root.querySelectorAll('time[data-since]')) tell(time)
}

function tell(time) {
    time.dataset.clock ??= time.textContent
    const seconds = (now() - Date.parse(time.dateTime)) / 1000
    const isRecent = seconds < hour
    const pattern = isRecent ? time.dataset.since || '{time}' : time.dataset.at || '{time}'
    const text = pattern.replace('{time}', isRecent ? span(seconds) : time.dataset.clock)
    if (time.textContent !== text) time.textContent = text
    time.lang = language
}

setInterval(tellTimes, 1000)
