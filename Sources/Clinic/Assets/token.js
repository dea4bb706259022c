// A token just issued: its slip prints itself once, then the desk is ready for the next person.
import './keys.js'
import './forms.js'

const delay = 2000
const slip = document.querySelector('iframe[data-prints]')
const page = document.querySelector('[data-returns]')
const mark = 'printed ' + location.pathname + location.search
let isTouched = false

for (const touch of ['pointerdown', 'keydown', 'wheel']) addEventListener(touch, () => { isTouched = true }, { once: true })

if (slip) whenLoaded(slip, print)
else if (page) back()

function whenLoaded(frame, next) {
    const isReady = frame.contentDocument?.readyState === 'complete' && frame.contentWindow.location.href !== 'about:blank'
    if (isReady) next()
    else frame.addEventListener('load', next, { once: true })
}

// Reloading the page does not print again: that is what "Print again" is for, and it is marked on the paper.
function print() {
    if (!sessionStorage.getItem(mark)) {
        sessionStorage.setItem(mark, '1')
        slip.contentWindow.print()
    }
    if (page) back()
}

// A dialog of the printer holds this back until it is closed.
function back() {
    setTimeout(() => { if (!isTouched) location.assign(page.dataset.returns) }, delay)
}
