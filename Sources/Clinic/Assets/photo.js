// A telephone's photograph is too large, and says apart from the picture which way is up: what is sent is its middle,
// upright and small.
const side = 320

for (const field of document.querySelectorAll('[data-photo]')) {
    field.addEventListener('change', async () => {
        const file = field.files[0]
        const small = file && await shrink(file).catch(() => null)
        if (!small) return
        const files = new DataTransfer()
        files.items.add(new File([small], 'photo.jpg', { type: 'image/jpeg' }))
        field.files = files.files
    })
}

async function shrink(file) {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const edge = Math.min(picture.width, picture.height)
    const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
    canvas.getContext('2d').drawImage(
        picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, side, side)
    return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85))
}
