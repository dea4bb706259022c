import CQREncode
import HTML

/// A QR code (ISO/IEC 18004) as SVG, made by libqrencode.
enum QRCode {
    /// Nothing when the text is too long to be encoded.
    static func html(of text: String) -> HTML? {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let size = width + 8
        return """
            <svg class="qr" viewBox="0 0 \(size) \(size)" role="img" aria-label="QR" shape-rendering="crispEdges">\
            <path d="\(path(code.pointee.data, width))"/></svg>
            """
    }

    /// One run of dark modules after another, with the quiet zone of four modules around them.
    private static func path(_ modules: UnsafePointer<UInt8>, _ width: Int) -> String {
        var path = ""
        for y in 0..<width {
            var x = 0
            while x < width {
                let start = x
                while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
                if x > start { path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z" } else { x += 1 }
            }
        }
        return path
    }
}
