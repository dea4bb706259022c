// The lock: over the page when nobody was at it for a while. What was typed stays below it, and the PIN of the same
// person opens it without a reload.
const dialog = document.getElementById('lock')
const idle = Number(dialog?.dataset.idle ?? 0) * 1000
const place = 'last use'
const betweenWords = 60000
let told = Date.now()

// All pages of this browser are used together.
const lastUse = () => Number(localStorage.getItem(place) ?? 0)

function use() {
    if (dialog.open) return
    const now = Date.now()
    localStorage.setItem(place, now)
    if (now - told < betweenWords) return
    told = now
    post('/api/sessions/current/activity', {}).then(response => { if (response.status === 401) lock() }, () => {})
}

function lock() {
    if (dialog.open) return
    dialog.showModal()
    document.getElementById('lock-secret').focus()
}

const post = (path, body) => fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body), signal: AbortSignal.timeout(15000),
})

async function unlock(event) {
    event.preventDefault()
    const secret = document.getElementById('lock-secret')
    const error = document.getElementById('lock-error')
    try {
        const response = await post('/api/sessions/current/unlock', { secret: secret.value })
        secret.value = ''
        if (response.ok) return open()
        if (response.status === 401) return location.assign('/sign-in?next=' + encodeURIComponent(location.pathname))
        error.textContent = (await response.json()).title
    } catch {
        error.textContent = document.getElementById('connection').textContent
    }
    secret.focus()
}

function open() {
    document.getElementById('lock-error').textContent = ''
    localStorage.setItem(place, Date.now())
    told = Date.now()
    dialog.close()
}

if (dialog) {
    dialog.querySelector('form').addEventListener('submit', unlock)
    dialog.addEventListener('cancel', event => event.preventDefault())
    addEventListener('locked', lock)
}
if (idle > 0) {
    localStorage.setItem(place, Date.now())
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, use, true)
    setInterval(() => { if (Date.now() - lastUse() >= idle) lock() }, 5000)
}
