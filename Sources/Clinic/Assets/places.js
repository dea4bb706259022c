// Upazilas and thanas that fit what is typed, to choose one of. Without script the button beside the field does it.
import { ask, pause } from './connection.js'
import { language } from './words.js'

const patience = 120
let asked = 0

const box = () => document.getElementById('place')
const tiles = () => document.querySelector('#upazila .tiles')
const chosen = () => tiles().querySelector('input:checked')

addEventListener('input', event => { if (event.target === box()) find(patience) })
addEventListener('click', event => {
    if (!event.target.closest('[data-finds]')) return
    event.preventDefault()
    find(0)
})

// Enter takes the first that fits and goes on to the line below.
addEventListener('keydown', async event => {
    if (event.key !== 'Enter' || event.target !== box() || !box().value.trim()) return
    event.preventDefault()
    const first = await find(0)
    if (!first) return
    first.checked = true
    settle()
    document.getElementById('addressLine').focus()
})

addEventListener('change', event => { if (event.target.name === 'upazila') settle() })

// One was chosen: what was typed and the others have done their work.
function settle() {
    asked += 1
    box().value = ''
    show([])
}

// Resolves with the first that fits; with nothing when something else was typed meanwhile.
async function find(wait) {
    const turn = asked += 1
    await pause(wait)
    if (turn !== asked) return null
    const text = box().value.trim()
    const places = text ? await search(text) : []
    return turn === asked && places ? show(places, text !== '') : null
}

async function search(text) {
    const headers = { 'Content-Type': 'application/json' }
    try {
        const response = await ask('/api/geography/search', { method: 'POST', headers, body: JSON.stringify({ q: text }) })
        return response.ok ? (await response.json()).places : null
    } catch {
        return null
    }
}

// The chosen place stays first and "not known" last; between them what fits.
function show(places, isAsked = false) {
    const kept = chosen()?.closest('.tile')
    const none = tiles().querySelector('input[value=""]').closest('.tile')
    const found = places.filter(place => place.upazila !== kept?.firstElementChild.value).map(tile)
    tiles().replaceChildren(...(kept && kept !== none ? [kept] : []), ...found, none)
    tell(isAsked && places.length === 0)
    return found[0]?.firstElementChild
}

function tile(place) {
    const label = document.createElement('label')
    const [input, words] = [document.createElement('input'), document.createElement('span')]
    label.className = 'tile'
    Object.assign(input, { type: 'radio', name: 'upazila', value: place.upazila })
    words.textContent = place.words[language]
    label.append(input, words)
    return label
}

function tell(isNothing) {
    document.querySelector('#upazila .empty')?.remove()
    if (!isNothing) return
    const empty = document.createElement('p')
    empty.className = 'empty'
    empty.textContent = document.getElementById('upazila').dataset.none
    document.getElementById('upazila').append(empty)
}
