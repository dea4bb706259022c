// The second half of a double tap, when the first half has already put another button under the finger, here or on the
// page that it led to: it was not meant for what is there now. What stood there before, and was seen, may be meant.
// No module, so that it is awake before anything is shown.
{
    const longest = 500
    const nearest = 24
    const mark = 'last tap'
    const controls = 'button, a[href]'
    let last = JSON.parse(sessionStorage.getItem(mark) ?? 'null')

    addEventListener('click', event => {
        const control = event.target.closest(controls)
        // The keyboard's clicks have no place.
        if (!control || event.detail === 0) return
        const tap = { at: Date.now(), x: event.clientX, y: event.clientY }
        if (isSecondHalf(tap, control)) {
            event.preventDefault()
            event.stopImmediatePropagation()
        } else {
            const neighbours = around(tap, control)
            const told = neighbours.map(({ name, left, right, top, bottom }) => ({ name, left, right, top, bottom }))
            sessionStorage.setItem(mark, JSON.stringify({ ...tap, neighbours: told }))
            last = { ...tap, control, neighbours }
        }
    }, true)

    const isSecondHalf = (tap, control) =>
        last && control !== last.control && tap.at - last.at < longest
            && Math.hypot(tap.x - last.x, tap.y - last.y) < nearest && !wasThere(tap, control)

    // On the next page, or where a list was drawn anew, a button is known by what it does.
    const wasThere = (tap, control) => last.neighbours?.some(known =>
        (known.control === control || known.name === nameOf(control))
            && known.left <= tap.x && tap.x <= known.right && known.top <= tap.y && tap.y <= known.bottom)

    // The other buttons that a finger could have meant: near, and not below anything.
    const around = (tap, tapped) => [...document.querySelectorAll(controls)].flatMap(control => {
        if (control === tapped) return []
        const { left, right, top, bottom } = control.getBoundingClientRect()
        const x = Math.min(Math.max(tap.x, left + 1), right - 1)
        const y = Math.min(Math.max(tap.y, top + 1), bottom - 1)
        const isSeen = Math.hypot(tap.x - x, tap.y - y) < nearest
            && document.elementFromPoint(x, y)?.closest(controls) === control
        return isSeen ? [{ control, name: nameOf(control), left, right, top, bottom }] : []
    })

    const nameOf = control => JSON.stringify([
        control.href ?? control.getAttribute('formaction') ?? control.form?.action,
        control.name, control.value, control.textContent.trim(),
    ])
}
