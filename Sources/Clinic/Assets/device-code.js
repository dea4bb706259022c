// How long the code is good, and that the device has come with it.
import { ask } from './connection.js'
import { now, span } from './words.js'

const lifetime = 600_000
// Found anew each time: a new code may have taken its place.
const box = () => document.getElementById('device-code')
const until = () => Date.parse(box().dataset.until)

function tell() {
    if (!box()) return
    const seconds = (until() - now()) / 1000
    const isOver = seconds <= 0
    box().classList.toggle('is-over', isOver)
    document.getElementById('left').textContent =
        isOver ? box().dataset.over : box().dataset.left.replace('{time}', span(seconds))
}

async function look() {
    if (!box() || until() < now()) return
    try {
        const response = await ask(box().dataset.device, { headers: { Accept: 'application/json' } }, 4)
        const device = response.ok ? await response.json() : {}
        if (Date.parse(device.registeredAt) >= until() - lifetime) location.assign(box().dataset.done)
    } catch { /* the connection's bar says so */ }
}

setInterval(tell, 1000)
setInterval(look, 2000)
tell()
