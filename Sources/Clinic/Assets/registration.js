// The registration counter: what was typed outlives a search, and places are found while they are typed.
import './keys.js'
import { keep } from './forms.js'
import './places.js'

addEventListener('submit', event => {
    const form = document.querySelector('form.register')
    if (form && event.target.matches('form.search')) keep(form)
})
