// The body mass index follows weight and height while they are typed. What is kept is computed by the server.
import './keys.js'
import './forms.js'
import { digits, latinDigits } from './words.js'

addEventListener('input', event => {
    if (event.target.matches('#weight, #height')) show(document.querySelector('[data-bmi]'))
})

function show(place) {
    if (!place) return
    const [weight, height] = ['weight', 'height'].map(read)
    const index = weight > 0 && height > 0 ? weight / (height / 100) ** 2 : NaN
    place.hidden = !(index > 5 && index < 150)
    place.querySelector('output').textContent = place.hidden ? '' : digits(index.toFixed(1))
    place.querySelector('.colour')?.remove()
}

function read(id) {
    const field = document.getElementById(id)
    return Number(latinDigits(field.value.trim() || field.dataset.latest || ''))
}
