// The till, worked out while it is typed: what is waived, what is to be paid, what goes back. The server has the last
// word and reckons the same way; amounts are whole poisha here too.
import './keys.js'
import './forms.js'
import { digits, latinDigits } from './words.js'

const longest = 1_000_000_000

const bill = () => document.querySelector('form.bill')
const cash = () => document.querySelector('.tendered')

addEventListener('input', update)
addEventListener('change', event => {
    if (event.target.name === 'waiverClass') chooseClass(event.target)
    update()
})
addEventListener('click', event => {
    const { note, exact } = event.target.closest('.notes button')?.dataset ?? {}
    if (note) tender((poisha(field().value) ?? 0) + Number(note) * 100)
    if (exact !== undefined) tender(Number(cash().dataset.due))
})
// A form that was refused comes back as a new one.
new MutationObserver(update).observe(document.body, { childList: true })

function update() {
    if (bill()) showTotal(bill())
    if (cash()) showChange(cash())
}

function showTotal(form) {
    const chosen = form.querySelector('[name=waiverClass]:checked')
    const gross = Number(form.dataset.gross)
    const waived = Math.floor((gross * percentOf(form, chosen) + 50) / 100)
    const total = Math.floor((gross - waived + 50) / 100) * 100
    form.querySelector('.waiver-percent').hidden = !hasRange(chosen)
    form.querySelector('.waiver-reason').hidden = !chosen?.value || 'hasReason' in chosen.dataset
    const words = { gross: form.querySelector('tfoot th').textContent, waiver: form.querySelector('legend').textContent }
    document.getElementById('total').value = taka(total)
    document.getElementById('parts').textContent =
        waived ? `${words.gross} ${taka(gross)} · ${words.waiver} −${taka(waived)}` : ''
    form.querySelector('.cash').hidden = total === 0
    const isLater = form.elements.settlement.value === 'later'
    cash().dataset.due = total
    cash().hidden = isLater
    if ((total === 0 || isLater) && field().value) field().value = ''
    const button = form.querySelector('.primary')
    button.textContent = button.dataset[total === 0 ? 'free' : isLater ? 'due' : 'take']
}

function hasRange(chosen) {
    return Boolean(chosen) && chosen.dataset.low !== chosen.dataset.high
}

function percentOf(form, chosen) {
    if (!hasRange(chosen)) return Number(chosen?.dataset.high ?? 0)
    const typed = Number(latinDigits(form.elements.waiverPercent.value.trim()))
    return typed >= Number(chosen.dataset.low) && typed <= Number(chosen.dataset.high) ? typed : 0
}

// What was typed for one class says nothing of another.
function chooseClass(chosen) {
    const form = chosen.form
    form.elements.waiverPercent.value = ''
    if (!chosen.value || 'hasReason' in chosen.dataset) form.elements.waiverReason.value = ''
}

function showChange(part) {
    part.querySelector('.notes').hidden = false
    const given = poisha(field().value)
    const back = (given ?? 0) - Number(part.dataset.due)
    const label = part.querySelector('.change span')
    part.querySelector('.change').classList.toggle('is-due', back < 0)
    label.textContent = given === null ? '' : back < 0 ? label.dataset.due : label.dataset.back
    document.getElementById('change').value = given === null ? '' : taka(Math.abs(back))
}

const field = () => document.getElementById('tendered')

function tender(amount) {
    field().value = digits(amount % 100 ? (amount / 100).toFixed(2) : amount / 100)
    update()
}

// As the server reads it; null for what is no amount.
function poisha(text) {
    const typed = latinDigits(text).replace(/[\s,]/g, '').replace(/^৳/, '')
    if (!/^\d{1,9}(\.\d{1,2})?$/.test(typed)) return null
    const amount = Math.round(Number(typed) * 100)
    return amount <= longest ? amount : null
}

function taka(amount) {
    const decimals = amount % 100 ? 2 : 0
    const format = new Intl.NumberFormat('en-IN', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    return '৳' + digits(format.format(amount / 100))
}

update()
