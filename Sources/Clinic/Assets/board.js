// A stage's board: the line is live, taps are sent without leaving the page.
import './keys.js'
import './displays.js'
import { ask, pause } from './connection.js'
import { follow, swap, untouched } from './live.js'
import { tellTimes } from './since.js'

const form = document.getElementById('act')
const line = document.getElementById('line')
const refusal = document.getElementById('refusal')
const triesAfterSilence = 12
let isBusy = false
let unanswered = null

function showLine(markup) {
    swap(line, markup)
    tellTimes(line)
}

form.addEventListener('submit', event => {
    event.preventDefault()
    if (!isBusy) tap(event.submitter)
})

async function tap(button) {
    isBusy = true
    button.setAttribute('data-busy', '')
    line.setAttribute('aria-busy', 'true')
    const value = button.value
    // The same tap again is the same command; another one is not.
    if (unanswered && unanswered !== value) form.elements._key.value = newKey()
    try {
        await show(await send(new URLSearchParams(new FormData(form, button))))
        unanswered = null
    } catch {
        unanswered = value
    }
    button.removeAttribute('data-busy')
    line.removeAttribute('aria-busy')
    isBusy = false
}

async function send(body) {
    for (let tries = 0; ; tries += 1) {
        try {
            const response = await ask(form.action, { method: 'POST', body }, 5)
            if (response.status === 401) throw new Error('locked')
            return response
        } catch (error) {
            if (tries >= triesAfterSilence || error.message === 'locked') throw error
            await pause(1000)
        }
    }
}

// The answer is the board's page, as it is now: after a tap, or with the refusal on top.
async function show(response) {
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const fresh = page.getElementById('line')
    if (!fresh) return location.assign(response.redirected ? response.url : location.href)
    form.elements._key.value = newKey()
    showLine(fresh.innerHTML)
    refusal.innerHTML = page.getElementById('refusal').innerHTML
    refusal.querySelector('.error-summary')?.focus()
}

// A key of 128 random bits. `crypto.randomUUID` is only there over TLS.
function newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

// Only one disclosure is open at a time; a tap elsewhere closes it.
addEventListener('click', event => {
    for (const open of document.querySelectorAll('details.send[open]')) {
        if (!open.contains(event.target)) open.open = false
    }
})

tellTimes()
follow(line.dataset.source, async markup => {
    await untouched()
    showLine(markup)
})
