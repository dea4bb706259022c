// How long the code is good, and that the device has come with it.
import { ask } from './connection.js'
import { now, span } from './words.js'

const every = 2000
const box = document.getElementById('device-code')
const left = document.getElementById('left')
const until = Date.parse(box.dataset.until)

function tell() {
    const seconds = (until - now()) / 1000
    const isOver = seconds <= 0
    box.classList.toggle('is-over', isOver)
    left.textContent = isOver ? box.dataset.over : box.dataset.left.replace('{time}', span(seconds))
    if (!isOver) setTimeout(tell, 1000)
}

async function look() {
    try {
        const response = await ask(box.dataset.device, { headers: { Accept: 'application/json' } }, 4)
        const device = response.ok ? await response.json() : {}
        if (Date.parse(device.registeredAt) >= issued()) return location.assign(box.dataset.done)
    } catch { /* the connection's bar says so */ }
    if (now() < until) setTimeout(look, every)
}

// The server's own time of issue: ten minutes before the end.
const issued = () => until - 600_000

tell()
look()
