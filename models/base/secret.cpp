#include "base/secret.h"

#include <QDebug>

#include <sodium.h>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace slipway::base {

namespace {

bool sodiumIsReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

/// New in every run, so that a fingerprint in a log says nothing about the value to a later reader.
const std::array<unsigned char, crypto_generichash_KEYBYTES> &runKey()
{
    static const auto key = [] {
        std::array<unsigned char, crypto_generichash_KEYBYTES> bytes{};
        randombytes_buf(bytes.data(), bytes.size());
        return bytes;
    }();
    return key;
}

} // namespace

class Secret::Memory
{
public:
    explicit Memory(QByteArrayView value)
        : m_size(value.size())
    {
        if (!sodiumIsReady())
            qFatal("The cryptography library could not be started.");
        // sodium_malloc locks the pages, guards both ends and wipes on free.
        m_bytes = static_cast<char *>(sodium_malloc(static_cast<size_t>(std::max<qsizetype>(m_size, 1))));
        if (m_bytes == nullptr)
            qFatal("No protected memory is left for a secret.");
        std::memcpy(m_bytes, value.data(), static_cast<size_t>(m_size));
    }
    ~Memory() { sodium_free(m_bytes); }
    Q_DISABLE_COPY_MOVE(Memory)

    QByteArrayView view() const { return {m_bytes, m_size}; }

private:
    char *m_bytes = nullptr;
    qsizetype m_size;
};

Secret::Secret(QByteArrayView value)
    : m_memory(value.isEmpty() ? nullptr : std::make_shared<const Memory>(value))
{ }

Secret Secret::take(QByteArray &&value)
{
    Secret secret{QByteArrayView(value)};
    if (!value.isEmpty())
        sodium_memzero(value.data(), static_cast<size_t>(value.size()));
    value.clear();
    return secret;
}

bool Secret::isEmpty() const
{
    return m_memory == nullptr;
}

qsizetype Secret::size() const
{
    return m_memory ? m_memory->view().size() : 0;
}

QByteArray Secret::reveal() const
{
    return m_memory ? m_memory->view().toByteArray() : QByteArray();
}

QString Secret::fingerprint() const
{
    if (isEmpty())
        return {};
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    const auto bytes = m_memory->view();
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(bytes.data()),
                       static_cast<unsigned long long>(bytes.size()), runKey().data(), runKey().size());
    const QByteArrayView shortened(reinterpret_cast<const char *>(hash.data()), 4);
    return QString::fromLatin1(shortened.toByteArray().toHex());
}

bool Secret::equals(const Secret &other) const
{
    if (size() != other.size())
        return false;
    return isEmpty()
        || sodium_memcmp(m_memory->view().data(), other.m_memory->view().data(), static_cast<size_t>(size())) == 0;
}

QByteArray Secret::redact(QByteArray text) const
{
    return isEmpty() ? text : text.replace(m_memory->view(), "••••");
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << (secret.isEmpty() ? u"(none)"_s : u"••••"_s);
    return debug;
}

} // namespace slipway::base
