// The keyboard: `/` to the search, Esc back. Alt and a digit are the browser's own access keys.
import './taps.js'

const isTyping = node => node instanceof HTMLElement && node.matches('input:not([type=radio]), textarea, select')

addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/' && !isTyping(event.target)) toSearch(event)
    if (event.key === 'Escape') back(event)
})

function toSearch(event) {
    const search = document.querySelector('input[type=search]')
    if (!search) return
    event.preventDefault()
    search.select()
    search.focus()
}

// First out of what is open, then out of the field, then out of the page.
function back(event) {
    const open = document.querySelector('details.send[open]')
    if (open) {
        open.open = false
        open.querySelector('summary').focus()
    } else if (isTyping(event.target)) {
        event.target.blur()
    } else {
        document.querySelector('[data-back]')?.click()
    }
}
