// The tests: the list changes by itself; the forms of a visit are sent once.
import './keys.js'
import './forms.js'
import { follow, swap, untouched } from './live.js'
import { tellTimes } from './since.js'

const work = document.getElementById('work')

tellTimes()
if (work) {
    follow(work.dataset.source, async markup => {
        await untouched()
        swap(work, markup)
        tellTimes(work)
    })
}
