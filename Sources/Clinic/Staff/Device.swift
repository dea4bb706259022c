import Vocabulary

/// A machine on the wall that signs in by its own key.
package struct Device: Sendable {
    package let id: ID<Device>
    package let name: String
}
