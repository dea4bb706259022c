// The PIN pad: two taps and four digits. Digits may be typed too, in either script.
import './keys.js'

const form = document.getElementById('sign-in')
const secret = document.getElementById('secret')
const keypad = form.querySelector('.keypad')

if (keypad) keypad.hidden = false

keypad?.addEventListener('click', event => {
    const key = event.target.closest('button')
    if (!key) return
    if ('erase' in key.dataset) secret.value = secret.value.slice(0, -1)
    else secret.value += key.dataset.digit
})

// Digits go to the PIN wherever the focus is; a tablet's own keyboard stays away that way.
addEventListener('keydown', event => {
    if (!keypad || event.target === secret || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^[0-9০-৯]$/.test(event.key)) secret.value += event.key
    else if (event.key === 'Backspace') secret.value = secret.value.slice(0, -1)
    else if (event.key === 'Enter' && event.target.matches('[type=radio]')) form.requestSubmit()
    else return
    event.preventDefault()
})
