// A code is good once: a second tap would be told that it was used. Coming back to the page it may be sent again.
const form = document.getElementById('sign-in-code')
let isSent = false

form.addEventListener('submit', event => {
    if (isSent) event.preventDefault()
    isSent = true
})
addEventListener('pageshow', () => { isSent = false })
