// The practitioner's page: lines go in and out without leaving it, searches answer while one types, and the note is
// kept by itself. Everything here also works without, by buttons.
import './keys.js'
import './forms.js'
import { ask } from './connection.js'
import { clock, digits, now } from './words.js'

const typingPause = 200
const keepingPause = 1200
const retryPause = 3000
const page = document.querySelector('.consultation[data-encounter]')
const sent = new WeakSet()

// The board opened this page for somebody who is being served.
document.querySelector('form[data-begins]')?.requestSubmit()

// What changes the draft goes one after the other: each answer says which version comes next.
let turn = Promise.resolve()
const inTurn = work => (turn = turn.then(work, work))

function body(form, button) {
    const fields = new URLSearchParams(new FormData(form))
    if (button?.name) fields.append(button.name, button.value)
    return fields
}

// Lines

addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('form[data-line], form[data-search], #draft')) return
    if (form.id === 'draft') return submitNote(event)
    event.preventDefault()
    if (form.matches('[data-search]')) return find(form, true)
    if (sent.has(form)) return
    sent.add(form)
    event.submitter?.setAttribute('data-busy', '')
    const fields = body(form, event.submitter)
    inTurn(() => put(form, fields, event.submitter))
})

async function put(form, fields, button) {
    const section = form.closest('section[id]').id
    try {
        const response = await ask(form.action, { method: 'POST', body: fields }, 15)
        const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
        if (!fresh.getElementById(section)) return location.assign(response.url)
        show(fresh, section)
    } catch {
        // The key stays the same, so that sending again is the same command.
        sent.delete(form)
        button?.removeAttribute('data-busy')
    }
}

// Only the section that was written into is new; whatever is typed elsewhere stays.
function show(fresh, id) {
    const section = document.adoptNode(fresh.getElementById(id))
    document.getElementById(id).replaceWith(section)
    version(fresh.querySelector('#draft [name=version]').value)
    wake(section)
    const field = section.querySelector('[aria-invalid]') ?? section.querySelector('[name=pattern], input[type=search]')
    field?.focus({ preventScroll: true })
    section.querySelector('.error-summary')?.scrollIntoView({ block: 'nearest' })
}

// Searches

let searching
addEventListener('input', event => {
    const form = event.target.form
    if (!form?.matches('form[data-search]')) return
    clearTimeout(searching)
    searching = setTimeout(() => find(form), typingPause)
})

// A tap on the button without a word shows where the catalogue begins; an emptied box shows nothing.
async function find(form, isTapped = false) {
    clearTimeout(searching)
    const fields = body(form)
    const target = document.getElementById('matches-' + form.dataset.search)
    try {
        const response = await ask(form.action.replace(/search$/, 'matches'), { method: 'POST', body: fields })
        if (!response.ok || body(form).get('q') !== fields.get('q')) return
        target.innerHTML = isTapped || form.elements.q.value.trim() ? await response.text() : ''
    } catch { /* The bar on top says so. */ }
}

// Values to be tapped

function wake(root) {
    for (const hidden of root.querySelectorAll('.chips[hidden], .sentences[hidden]')) hidden.hidden = false
}

addEventListener('click', event => {
    const button = event.target.closest('[data-fill], [data-append]')
    if (!button) return
    const field = document.getElementById(button.dataset.fill ?? button.dataset.append)
    if (button.dataset.fill) field.value = field.type === 'date' ? button.dataset.value : digits(button.dataset.value)
    else field.value = (field.value.trimEnd() + '\n' + button.dataset.value).trimStart()
    field.dispatchEvent(new Event('input', { bubbles: true }))
})

// The note

const note = document.getElementById('draft')
const status = document.getElementById('kept')
const names = ['history', 'examination', 'advice', 'followUpOn']
// The server has refused what stands here, and says why: it is kept again only by the button.
const isHeldBack = note?.matches('[data-held-back]') ?? false
let keeping, waiting, lastKept = note && !isHeldBack ? words() : undefined, isRefused = isHeldBack

function words() {
    return JSON.stringify(Object.fromEntries(names.map(name => [name, note.elements[name].value])))
}

function version(number) {
    note.elements.version.value = number
}

// crypto.randomUUID is for HTTPS alone, and the clinic's own Wi-Fi may have none.
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16)).join('-')

function noteRequest() {
    const said = words()
    waiting ??= {
        said,
        key: newKey(),
        body: JSON.stringify({ ...JSON.parse(said), version: Number(note.elements.version.value) }),
    }
    return {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang, 'Idempotency-Key': waiting.key },
        body: waiting.body,
    }
}

const noteAddress = () => `/api/encounters/${page.dataset.encounter}/note`

async function keep() {
    if (!waiting && words() === lastKept) return
    const request = noteRequest()
    try {
        const response = await ask(noteAddress(), request, 15)
        const answer = await response.json()
        if (response.ok) isKept(answer.version)
        else isNotTaken(answer)
    } catch {
        say(note.dataset.notKept, true)
        setTimeout(() => inTurn(keep), retryPause)
    }
}

function isKept(number) {
    lastKept = waiting.said
    waiting = undefined
    isRefused = false
    version(number)
    say(note.dataset.kept.replace('{time}', clock(now())))
    if (words() !== lastKept) later()
}

// Refused: sending it again as a form shows what is wrong, with what was typed.
function isNotTaken(problem) {
    waiting = undefined
    isRefused = true
    say(problem.errors?.map(error => error.detail).join(' ') || problem.title, true)
}

function say(text, isBad = false) {
    status.textContent = text
    status.classList.toggle('error', isBad)
}

function later() {
    if (isHeldBack) return
    clearTimeout(keeping)
    keeping = setTimeout(() => inTurn(keep), keepingPause)
}

function submitNote(event) {
    if (isRefused) return
    event.preventDefault()
    clearTimeout(keeping)
    inTurn(keep)
}

if (note) {
    wake(document)
    addEventListener('input', event => { if (event.target.form === note) later() })
    addEventListener('pagehide', () => {
        if (!isRefused && (waiting || words() !== lastKept)) fetch(noteAddress(), { ...noteRequest(), keepalive: true })
    })
}

// On to the signature, once the note is safe.
addEventListener('click', async event => {
    const link = event.target.closest('a[data-after-note]')
    if (!link) return
    event.preventDefault()
    clearTimeout(keeping)
    if (isHeldBack) return note.requestSubmit()
    await inTurn(keep)
    if (words() === lastKept) location.assign(link.href)
})
