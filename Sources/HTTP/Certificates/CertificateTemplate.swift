import COpenSSL

/// What a new certificate shall say.
struct CertificateTemplate {
    var commonName: String
    /// In seconds from now.
    var validFrom: Int
    var validUntil: Int
    /// OpenSSL's name of each extension, and its value as OpenSSL's configuration has it.
    var extensions: [(kind: Int32, value: String)]

    /// Makes and signs the certificate.
    /// - Parameter issuer: nil for one that signs itself.
    func certificate(
        for key: PrivateKey, issuer: Certificate?, signedBy signer: PrivateKey
    ) throws(TLSError) -> Certificate {
        guard let pointer = X509_new() else { throw .refused("a new certificate") }
        let certificate = Certificate(pointer)
        X509_set_version(pointer, Int(X509_VERSION_3))
        try setSerialNumber(pointer)
        try setSubject(pointer)
        X509_set_issuer_name(pointer, X509_get_subject_name(issuer?.pointer ?? pointer))
        X509_gmtime_adj(X509_getm_notBefore(pointer), validFrom)
        X509_gmtime_adj(X509_getm_notAfter(pointer), validUntil)
        X509_set_pubkey(pointer, key.pointer)
        for (kind, value) in extensions { try add(kind, value, to: pointer, issuer?.pointer ?? pointer) }
        guard X509_sign(pointer, signer.pointer, EVP_sha256()) > 0 else { throw .refused("the signature") }
        return certificate
    }

    /// Random, so that two authorities of one name never make the same (RFC 5280 section 4.1.2.2).
    private func setSerialNumber(_ certificate: OpaquePointer) throws(TLSError) {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard RAND_bytes(&bytes, Int32(bytes.count)) == 1 else { throw .refused("random numbers") }
        bytes[0] = bytes[0] & 0x7f | 0x40
        let number = BN_bin2bn(bytes, Int32(bytes.count), nil)
        defer { BN_free(number) }
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate))
    }

    private func setSubject(_ certificate: OpaquePointer) throws(TLSError) {
        let name = X509_get_subject_name(certificate)
        let bytes = Array(commonName.utf8)
        guard
            X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0) == 1
        else { throw .refused("the name \(commonName)") }
    }

    private func add(
        _ kind: Int32, _ value: String, to certificate: OpaquePointer, _ issuer: OpaquePointer
    ) throws(TLSError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        let made = X509V3_EXT_nconf_nid(nil, &context, kind, value)
        defer { X509_EXTENSION_free(made) }
        guard let made, X509_add_ext(certificate, made, -1) == 1 else { throw .refused(value) }
    }
}
