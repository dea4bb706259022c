// The front desk: the last tokens are live, the form is sent once, scanners are understood.
import './keys.js'
import './forms.js'
import './scanner.js'
import './displays.js'
import { follow, swap, untouched } from './live.js'

follow(document.getElementById('last').dataset.source, async markup => {
    await untouched()
    swap(document.getElementById('last'), markup)
})
