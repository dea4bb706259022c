// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "aalo",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        // What the system gives, as module maps only.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        // Libraries that know nothing of clinics.
        .target(name: "HTTP", dependencies: ["CLinux", "CZlib", "COpenSSL"], swiftSettings: settings),
        .target(name: "HTML", swiftSettings: settings),
        .target(name: "Storage", dependencies: [grdb, "CLinux", "COpenSSL", "CSQLite"], swiftSettings: settings),

        // The words we speak.
        .target(name: "Vocabulary", swiftSettings: settings),
        .target(name: "FHIR", swiftSettings: settings),

        // The clinic.
        .target(
            name: "Clinic",
            dependencies: [
                "HTTP", "HTML", "Storage", "Vocabulary", "FHIR", "COpenSSL", "CQREncode", "CSQLite", grdb, logging,
            ],
            exclude: ["Assets"],
            // A row of the database may not outlive its step: a type that cannot escape says so to the compiler.
            swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]),
        .executableTarget(
            name: "aalo",
            dependencies: [
                "Clinic", "HTTP", "HTML", "Storage", "Vocabulary", grdb, logging, argumentParser,
            ],
            swiftSettings: settings),

        .testTarget(
            name: "HTTPTests", dependencies: ["HTTP", "COpenSSL"], exclude: ["Conformance/Corpus"],
            swiftSettings: settings),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: settings),
        .testTarget(name: "StorageTests", dependencies: ["Storage", grdb], swiftSettings: settings),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: settings),
        .testTarget(name: "FHIRTests", dependencies: ["FHIR"], swiftSettings: settings),
        .testTarget(
            name: "ClinicTests",
            dependencies: ["Clinic", "HTTP", "HTML", "Storage", "Vocabulary", "FHIR", grdb, logging],
            swiftSettings: settings),
        .testTarget(
            name: "AaloTests", dependencies: ["aalo", "Clinic", "Vocabulary", argumentParser], swiftSettings: settings),
    ]
)
