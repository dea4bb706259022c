// The waiting room's screen. Each poll is a heartbeat both ways: the server knows that the screen is there, the screen
// knows that what it shows is so.
import { Announcer } from './announcer.js'
import { clock, digits, locale, now, setClock } from './words.js'

const wait = 4
const retry = 700
const timeout = 6000
const staleAfter = 6000
const flashing = 5000

const screen = document.getElementById('screen')
const words = screen.dataset
const called = { bn: words.calledBn, en: words.calledEn }
const serving = { bn: words.servingBn, en: words.servingEn }
const stale = document.getElementById('stale')
const announcer = new Announcer(words.chime, document.getElementById('start'), flash)
let lastAnswer = now()
let lastBeat = performance.now()

async function poll() {
    let tag = null
    let isCurrent = false
    for (;;) {
        try {
            tag = await beat(tag, isCurrent)
            isCurrent = true
        } catch {
            isCurrent = false
            await new Promise(done => setTimeout(done, retry))
        }
    }
}

// After a silence the first answer is asked for at once, not when something changes.
async function beat(tag, isCurrent) {
    const url = words.source + (isCurrent ? '?wait=' + wait : '')
    const headers = tag ? { 'If-None-Match': tag } : {}
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) })
    if (response.status === 401 || response.status === 403) location.assign('/display')
    if (!response.ok && response.status !== 304) throw new Error('status ' + response.status)
    const state = response.status === 304 ? null : await response.json()
    setClock(response)
    if (state) show(state)
    lastAnswer = now()
    lastBeat = performance.now()
    tell()
    return response.headers.get('ETag') ?? tag
}

function show(state) {
    showRooms(state.rooms)
    showLines(state.lines)
    announcer.take(state.calls)
}

// Rooms and counters, each with the number that is there.

function showRooms(rooms) {
    const box = document.getElementById('rooms')
    if (box.dataset.rooms !== rooms.map(room => room.room).join()) layOut(box, rooms)
    for (const room of rooms) showRoom(document.getElementById('room-' + room.room), room)
}

function layOut(box, rooms) {
    box.dataset.rooms = rooms.map(room => room.room).join()
    box.style.setProperty('--columns', String(rooms.length <= 4 ? rooms.length : Math.ceil(rooms.length / 2)))
    box.replaceChildren(...rooms.map(room => {
        const card = element('article', 'room')
        card.id = 'room-' + room.room
        const name = element('h2', 'room-name', inBoth(room.name))
        const number = element('p', 'room-number')
        number.lang = 'bn'
        card.append(name, number, element('p', 'room-state'))
        return card
    }))
}

function showRoom(card, room) {
    const isCalled = room.state === 'called'
    card.classList.toggle('room-called', isCalled)
    card.classList.toggle('room-empty', room.serial === null)
    card.dataset.digits = String(room.serial ?? '').length
    const [, number, state] = card.children
    number.textContent = room.serial === null ? '–' : digits(room.serial, 'bn')
    const latin = spoken('en', String(room.serial))
    latin.className = 'room-latin'
    state.replaceChildren(...(room.serial === null ? [] : [latin, ...inBoth(isCalled ? called : serving)]))
}

function flash(room) {
    const card = document.getElementById('room-' + room)
    card?.classList.add('room-flash')
    setTimeout(() => card?.classList.remove('room-flash'), flashing)
}

// What comes next at each stage.

function showLines(lines) {
    document.getElementById('lines').replaceChildren(...lines.map(line => {
        const stage = element('article', 'stage')
        const count = line.waiting === 0
            ? words.nobodyBn
            : words.waitingBn.replace('{count}', digits(line.waiting, 'bn'))
        stage.append(
            element('h3', 'stage-name', [spoken('bn', line.name.bn)]),
            element('p', 'stage-next', line.next.map(serial => spoken('bn', digits(serial, 'bn')))),
            element('p', 'stage-count', [spoken('bn', count), spoken('en', line.name.en)]))
        return stage
    }))
}

// Whether it is so.

function tell() {
    const isStale = performance.now() - lastBeat > staleAfter
    screen.classList.toggle('screen-stale', isStale)
    if (isStale && stale.hidden) {
        stale.replaceChildren(
            spoken('bn', words.staleBn.replace('{time}', clock(lastAnswer, 'bn'))),
            spoken('en', words.staleEn.replace('{time}', clock(lastAnswer, 'en'))))
    }
    stale.hidden = !isStale
}

function tick() {
    const date = new Intl.DateTimeFormat(locale('bn'), {
        weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Asia/Dhaka'
    })
    setText('clock', clock(now(), 'bn'))
    setText('date', date.format(now()))
    tell()
}

function setText(id, text) {
    const node = document.getElementById(id)
    if (node.textContent !== text) node.textContent = text
}

// Markup

function element(name, className, children = []) {
    const node = document.createElement(name)
    node.className = className
    node.append(...children)
    return node
}

function spoken(lang, text) {
    const node = element('span', '', [text])
    node.lang = lang
    return node
}

const inBoth = name => [spoken('bn', name.bn), ' ', spoken('en', name.en)]

tick()
setInterval(tick, 500)
poll()
