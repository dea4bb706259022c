// A part of the page that follows the server: a long poll answers the moment something changes.
import { ask, pause } from './connection.js'

const wait = 25
const retry = 700

// Calls `show` with the body of every new answer, for ever.
export async function follow(source, show) {
    let tag = null
    let isCurrent = false
    for (;;) {
        try {
            const response = await poll(source, tag, isCurrent)
            isCurrent = true
            if (response.redirected) return location.reload()
            if (response.ok) {
                tag = response.headers.get('ETag')
                await show(await response.text())
            } else if (response.status !== 304) {
                await pause(5000)
            }
        } catch {
            isCurrent = false
            await pause(retry)
        }
    }
}

// After a silence the first answer is asked for at once, not when something changes.
function poll(source, tag, isCurrent) {
    if (!tag || !isCurrent) return ask(source, { headers: tag ? { 'If-None-Match': tag } : {} })
    const url = source + (source.includes('?') ? '&' : '?') + 'wait=' + wait
    return ask(url, { headers: { 'If-None-Match': tag } }, wait + 5)
}

let isHeld = false
addEventListener('pointerdown', () => { isHeld = true }, true)
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(() => { isHeld = false }, 50), true)

// Nothing may move under a finger that is already on the glass.
export async function untouched() {
    for (let tries = 0; isHeld && tries < 40; tries += 1) await pause(50)
}

// Puts new markup into an element; focus and open disclosures stay with the entry they belong to.
export function swap(element, markup) {
    const open = [...element.querySelectorAll('details[open]')].map(placeOf)
    const focused = element.contains(document.activeElement) ? placeOf(document.activeElement) : null
    element.innerHTML = markup
    for (const place of open) find(element, place)?.setAttribute('open', '')
    if (focused) (find(element, focused) ?? element.querySelector('.primary'))?.focus({ preventScroll: true })
}

// Where a control is, in words that outlive a new version of its entry: "call <entry>".
function placeOf(node) {
    const entry = node.closest('[data-entry]')?.dataset.entry ?? ''
    const action = (node.value ?? node.getAttribute('href') ?? '').split(' ')
    return { entry, tag: node.localName, action: action[0], to: action[3] ?? '' }
}

function find(element, place) {
    return [...element.querySelectorAll(place.tag)].find(node => {
        const other = placeOf(node)
        return other.entry === place.entry && other.action === place.action && other.to === place.to
    })
}
