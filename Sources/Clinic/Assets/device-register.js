// A scanned address brings the code behind its "#": it is filled in, and taken out of the address.
const code = document.getElementById('code')

if (location.hash.length > 1) {
    code.value = decodeURIComponent(location.hash.slice(1))
    history.replaceState(null, '', location.pathname)
}
code.focus()
