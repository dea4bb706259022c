// Forms that are sent once, however often they are tapped, and that lose nothing: not by a lost connection, not by a
// change of language, not by a session that ended meanwhile.
import { ask } from './connection.js'

const sent = new WeakSet()

addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('form[data-once]')) return
    event.preventDefault()
    if (!sent.has(form)) send(form, event.submitter)
})

async function send(form, button) {
    sent.add(form)
    button?.setAttribute('data-busy', '')
    keep(form)
    try {
        const body = new URLSearchParams(new FormData(form))
        // The button that was tapped says its own part, and may send the form elsewhere.
        if (button?.name) body.set(button.name, button.value)
        const action = button?.hasAttribute('formaction') ? button.formAction : form.action
        const response = await ask(action, { method: 'POST', body }, 15)
        // The lock lies over the page; what was typed waits below it.
        if (response.status === 401) return release(form, button)
        show(form, response)
    } catch {
        // The key stays the same, so that sending again is the same command.
        release(form, button)
    }
}

function release(form, button) {
    sent.delete(form)
    button?.removeAttribute('data-busy')
}

async function show(form, response) {
    if (response.ok && response.redirected) {
        if (!new URL(response.url).pathname.startsWith('/sign-in')) forget(form)
        return location.assign(response.url)
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const main = page.querySelector('main')
    if (!main) return location.reload()
    forget(form)
    document.querySelector('main').replaceWith(document.adoptNode(main))
    // Those that run already are not run again.
    for (const script of page.querySelectorAll('script[type=module][src]')) import(script.src)
    scrollTo(0, 0)
    document.getElementById('error-summary')?.focus()
}

// What was typed, kept in this tab until the form has been taken.
const placeOf = form => 'typed ' + new URL(form.action).pathname

export function keep(form) {
    const typed = [...new FormData(form)].filter(([name]) => !name.startsWith('_'))
    sessionStorage.setItem(placeOf(form), JSON.stringify(typed))
}

const forget = form => sessionStorage.removeItem(placeOf(form))

function restore(form) {
    const typed = JSON.parse(sessionStorage.getItem(placeOf(form)) ?? 'null')
    forget(form)
    for (const [name, value] of typed ?? []) setValue(form.elements.namedItem(name), value)
}

function setValue(field, value) {
    if (!field || field.type === 'hidden') return
    field.value = value
    const disclosure = (field instanceof RadioNodeList ? field[0] : field).closest('details')
    if (disclosure && value && !(field instanceof RadioNodeList)) disclosure.open = true
}

const kept = () => document.querySelectorAll('form[data-once], form.search')

addEventListener('click', event => {
    if (event.target.closest('[data-keeps-form]')) kept().forEach(keep)
})

kept().forEach(restore)
