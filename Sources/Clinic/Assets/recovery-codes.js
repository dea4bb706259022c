// What can be printed by script has a button for it.
const button = document.getElementById('print')
button.hidden = false
button.addEventListener('click', () => print())
