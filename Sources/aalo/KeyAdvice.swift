import Clinic

/// What a person is told of the clinic's keys.
enum KeyAdvice {
    static func made(_ configuration: Configuration) -> String {
        """
        The clinic's keys were made in \(configuration.keyFolder). Without them nobody can read the phones and national \
        numbers in \(configuration.database), and no backup has them. Print the recovery sheet and lock it away: aalo key sheet
        """
    }

    static func present(_ keys: ClinicKeys, _ configuration: Configuration) -> String {
        "The clinic has its keys in \(configuration.keyFolder); new values are sealed with data-\(keys.current)."
    }
}
