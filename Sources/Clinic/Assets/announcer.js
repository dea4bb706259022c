// Calls, sounded once each, in their order, never on top of each other, and reported back as played.
import { now } from './words.js'

const oldest = 120_000
const longest = 6000
const gap = 400
const patience = 60_000
const mark = 'last played call'

export class Announcer {
    #sound
    #button
    #flash
    #queue = []
    #isPlaying = false
    #isReady
    #lastTaken = Number(localStorage.getItem(mark) ?? 0)

    // `flash(room)` is called as each call is sounded; `button` is shown while the browser forbids sound.
    constructor(url, button, flash) {
        this.#sound = new Audio(url)
        this.#sound.preload = 'auto'
        this.#button = button
        this.#flash = flash
        button.addEventListener('click', () => this.#allow())
        this.#isReady = this.#probe()
    }

    // All calls the server tells of; those that were played or are too old are left out.
    take(calls) {
        if (calls.length && calls.at(-1).sequence < this.#lastTaken) this.#lastTaken = 0
        for (const call of calls) {
            if (call.sequence <= this.#lastTaken) continue
            this.#lastTaken = call.sequence
            this.#queue.push(call)
        }
        this.#play()
    }

    async #play() {
        if (this.#isPlaying) return
        this.#isPlaying = true
        await this.#isReady
        while (this.#queue.length) {
            const call = this.#queue[0]
            const isFresh = now() - Date.parse(call.at) < oldest
            if (isFresh && !(await this.#sounded(call))) break
            this.#queue.shift()
            localStorage.setItem(mark, String(call.sequence))
        }
        this.#isPlaying = false
    }

    // False if the browser does not let us; the call is then kept for when it does.
    async #sounded(call) {
        this.#flash(call.room)
        try {
            if (await this.#once()) report(call)
        } catch (error) {
            if (error.name === 'NotAllowedError') return this.#blocked()
            this.#sound.load()
        }
        await pause(gap)
        return true
    }

    #blocked() {
        this.#button.hidden = false
        return false
    }

    // Whether it was played to its end.
    async #once() {
        this.#sound.currentTime = 0
        const ended = new Promise(done => this.#sound.addEventListener('ended', () => done(true), { once: true }))
        await this.#sound.play()
        return Promise.race([ended, pause(longest).then(() => false)])
    }

    // Asks, without being heard, whether sound is allowed, so that the button is there before the first call.
    async #probe() {
        this.#sound.volume = 0
        try {
            await Promise.race([this.#sound.play(), pause(longest)])
            this.#sound.pause()
        } catch (error) {
            if (error.name === 'NotAllowedError') this.#blocked()
        }
        this.#sound.volume = 1
    }

    async #allow() {
        this.#button.hidden = true
        try {
            if (!this.#queue.length) await this.#once()
        } catch (error) {
            if (error.name === 'NotAllowedError') this.#blocked()
        }
        this.#play()
    }
}

// Says that a call was played, again and again until the server has heard it or has forgotten the call.
async function report(call) {
    for (const since = now(); now() - since < patience; await pause(1000)) {
        try {
            const response = await fetch('/api/announcements/' + call.id + '/playback', {
                method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'played-' + call.id },
                body: '{}', signal: AbortSignal.timeout(5000)
            })
            if (response.status < 500) return
        } catch { /* again */ }
    }
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))
