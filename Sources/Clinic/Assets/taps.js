// The second half of a double tap, when the first half has already put another button under the finger, here or on the
// page that it led to: it was not meant for what is there now.
const longest = 500
const nearest = 24
const mark = 'last tap'
let last = JSON.parse(sessionStorage.getItem(mark) ?? 'null')

addEventListener('click', event => {
    const control = event.target.closest('button, a[href]')
    // The keyboard's clicks have no place.
    if (!control || event.detail === 0) return
    const tap = { at: Date.now(), x: event.clientX, y: event.clientY }
    if (isSecondHalf(tap, control)) {
        event.preventDefault()
        event.stopImmediatePropagation()
    } else {
        sessionStorage.setItem(mark, JSON.stringify(tap))
        last = { ...tap, control }
    }
}, true)

function isSecondHalf(tap, control) {
    if (!last || control === last.control) return false
    return tap.at - last.at < longest && Math.hypot(tap.x - last.x, tap.y - last.y) < nearest
}
