// Whether the server answers. A bar says since when it does not, and goes by itself.
import { clock, now, setClock } from './words.js'

const bar = document.getElementById('connection')
const patience = 1500
let lastAnswer = now()
let isLost = false

export function answered(response) {
    setClock(response)
    lastAnswer = now()
    isLost = false
    if (bar) bar.hidden = true
    if (response.status === 401) dispatchEvent(new Event('locked'))
}

// A single lost packet is not worth a word.
export function silent() {
    isLost = true
    setTimeout(tell, patience)
}

function tell() {
    if (!bar || !isLost || !bar.hidden) return
    bar.textContent = bar.dataset.lost.replace('{time}', clock(lastAnswer))
    bar.hidden = false
}

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

// Fetches, and keeps the bar true. Throws when nothing answers in time.
export async function ask(url, options = {}, seconds = 10) {
    try {
        const response = await fetch(url, { ...options, signal: AbortSignal.timeout(seconds * 1000) })
        answered(response)
        return response
    } catch (error) {
        silent()
        throw error
    }
}
