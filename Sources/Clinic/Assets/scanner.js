// A barcode scanner types like a keyboard, only faster, and ends with Enter. A slip opens its token; a card is searched.
import { latinDigits } from './words.js'

const slowest = 300
const fast = 60
const shortest = 6
let typed = ''
let last = 0
let first = 0

addEventListener('keydown', event => {
    if (event.timeStamp - last > slowest) typed = ''
    last = event.timeStamp
    if (event.key === 'Enter') {
        if (scanned(typed, event.target, (last - first) / typed.length)) event.preventDefault()
        typed = ''
    } else if (event.key.length === 1) {
        if (!typed) first = event.timeStamp
        typed += event.key
    }
}, true)

const tokenOf = text => /^urn:uuid:([0-9a-f-]{36})$/i.exec(latinDigits(text.trim()))?.[1]

// A slip is known by what it says, wherever it was typed; a card only by the speed, outside of the fields.
function scanned(text, target, pace) {
    const token = tokenOf(text)
    const isField = target.matches('input:not([type=radio])')
    if (!token && (isField || pace > fast || text.length < shortest)) return false
    if (isField) target.value = target.value.replace(text, '')
    if (token) open(token)
    else search(text)
    return true
}

const open = token => location.assign('/reception/tokens/' + token.toLowerCase())

function search(text) {
    const box = document.getElementById('q')
    box.value = text
    box.form.requestSubmit()
}

// A slip's code that was pasted or typed into the search.
addEventListener('submit', event => {
    const token = event.target.matches('form.search') && tokenOf(event.target.elements.q.value)
    if (!token) return
    event.preventDefault()
    open(token)
})
