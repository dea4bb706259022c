// A barcode scanner types like a keyboard, only faster, and ends with Enter. A slip opens its token; a card is searched.
import { latinDigits } from './words.js'

const slowest = 60
const shortest = 6
let typed = ''
let last = 0

addEventListener('keydown', event => {
    const isFast = event.timeStamp - last < slowest
    last = event.timeStamp
    if (event.key === 'Enter') {
        if (isFast && typed.length >= shortest && scanned(typed, event.target)) event.preventDefault()
        typed = ''
    } else if (event.key.length === 1) {
        typed = isFast ? typed + event.key : event.key
    }
}, true)

const tokenOf = text => /^urn:uuid:([0-9a-f-]{36})$/i.exec(latinDigits(text.trim()))?.[1]

function scanned(text, target) {
    const token = tokenOf(text)
    const isField = target.matches('input:not([type=radio])')
    if (!token && isField) return false
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
document.querySelector('form.search')?.addEventListener('submit', event => {
    const token = tokenOf(event.target.elements.q.value)
    if (!token) return
    event.preventDefault()
    open(token)
})
