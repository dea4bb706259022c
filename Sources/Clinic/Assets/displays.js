// Sentences about waiting-room screens that have gone silent.
import { ask } from './connection.js'
import { span } from './words.js'

const every = 5000
// Found anew each time: the page's form may have come back with another one.
const box = () => document.getElementById('displays')

async function look() {
    try {
        const response = await ask(box().dataset.source, { headers: { Accept: 'application/json' } }, 4)
        if (response.ok) tell((await response.json()).displays)
    } catch { /* the connection's bar says so */ }
    setTimeout(look, every)
}

function tell(displays) {
    const sentences = displays.filter(display => display.isSilent).map(sentence)
    if (sentences.join() === [...box().children].map(line => line.textContent).join()) return
    box().replaceChildren(...sentences.map(text => Object.assign(document.createElement('p'), { textContent: text })))
}

function sentence(display) {
    const words = display.lastHeardAt ? box().dataset.silent : box().dataset.never
    return words.replace('{name}', display.name).replace('{time}', span(rounded(display.silentSeconds)))
}

// Steps of ten, so that a screen reader is not told every five seconds.
const rounded = seconds => (seconds < 60 ? Math.floor(seconds / 10) * 10 : seconds)

look()
