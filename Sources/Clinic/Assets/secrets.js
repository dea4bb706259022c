// Beside a secret: a button that shows what was typed, and below a new one whether it is long enough yet.
for (const button of document.querySelectorAll('[data-reveal]')) {
    const field = document.getElementById(button.dataset.reveal)
    button.hidden = false
    button.addEventListener('click', () => show(button, field, field.type === 'password'))
    // What is shown is not remembered as a text by the browser.
    field.form.addEventListener('submit', () => show(button, field, false))
}

for (const line of document.querySelectorAll('[data-strength]')) {
    const field = document.getElementById(line.dataset.strength)
    field.addEventListener('input', () => measure(field.value, line))
}

function show(button, field, isShown) {
    field.type = isShown ? 'text' : 'password'
    button.setAttribute('aria-pressed', isShown)
}

function measure(secret, line) {
    const { shortest, short, enough, strong, pin } = line.dataset
    const length = [...secret].length
    const isPIN = /^[0-9০-৯]{4,8}$/.test(secret)
    const missing = Number(shortest) - length
    line.hidden = length === 0
    line.querySelector('progress').value = isPIN ? Number(shortest) / 3 : length
    line.querySelector('span').textContent = isPIN ? pin
        : missing > 0 ? short.replace('{count}', missing.toLocaleString(document.documentElement.lang === 'bn' ? 'bn-BD' : 'en'))
            : missing > -4 ? enough : strong
}
