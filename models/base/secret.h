#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

class QDebug;

namespace slipway::base {

/// A token or a secret value. Its memory is locked against swapping where the system allows, kept out of core
/// dumps, and wiped when the last copy goes. Prints as dots; the value is had only by `reveal()`, at the one
/// place that sends it. Copies share the memory. Any thread.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView value);
    /// Takes the value and wipes `value`.
    static Secret take(QByteArray &&value);

    bool isEmpty() const;
    qsizetype size() const;
    /// The clear value. The copy is the caller's to keep short-lived.
    QByteArray reveal() const;
    /// Eight hexadecimal digits that tell two values apart within this run of the program, and no more.
    QString fingerprint() const;
    /// In constant time.
    bool equals(const Secret &other) const;
    /// The text with every occurrence of the value replaced by dots.
    QByteArray redact(QByteArray text) const;

private:
    class Memory;
    std::shared_ptr<const Memory> m_memory;
};

QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace slipway::base
