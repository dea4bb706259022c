// Numbers, spans and times of day in the page's language, told by the server's clock: a tablet's may be wrong.
export const language = document.documentElement.lang || 'bn'

const banglaZero = 0x09e6
let serverIsAhead = 0

// Reads the server's clock from an answer's Date field (whole seconds, so half a second is added).
export function setClock(response) {
    const date = Date.parse(response.headers.get('Date') ?? '')
    if (!Number.isNaN(date)) serverIsAhead = date + 500 - Date.now()
}

export const now = () => Date.now() + serverIsAhead

export function digits(text, of = language) {
    if (of !== 'bn') return String(text)
    return String(text).replace(/[0-9]/g, digit => String.fromCharCode(banglaZero + Number(digit)))
}

export const latinDigits = text => text.replace(/[০-৯]/g, digit => String(digit.charCodeAt(0) - banglaZero))

// "40 seconds", "3 minutes", "২ ঘণ্টা".
export function span(seconds) {
    if (seconds < 60) return unit(Math.max(1, Math.floor(seconds)), 'second')
    if (seconds < 3600) return unit(Math.floor(seconds / 60), 'minute')
    return unit(Math.floor(seconds / 3600), 'hour')
}

function unit(count, name) {
    return new Intl.NumberFormat(locale(language), { style: 'unit', unit: name, unitDisplay: 'long' }).format(count)
}

export const locale = of => (of === 'bn' ? 'bn-BD' : 'en-GB')

// The time of day in the clinic: "10:42".
export function clock(instant, of = language) {
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Dhaka' })
    return digits(time.format(instant), of)
}
