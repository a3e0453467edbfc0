#pragma once

#include "base/json.h"

#include <QJsonValue>

namespace slipway::test {

/// `json`, an object, without the member at `path`, as in "commit.author" or "steps[0].name".
QByteArray without(const QByteArray &json, const QString &path);
/// The same with another value there.
QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value);

/// Reads bytes and gives what was wrong with them.
using Attempt = std::optional<base::Error> (*)(const QByteArray &);

template<auto read>
std::optional<base::Error> attempt(const QByteArray &bytes)
{
    const auto result = base::json::read(bytes, read);
    return result ? std::nullopt : std::optional(result.error());
}

/// A good answer and the members that it cannot be without.
struct Sample {
    const char *name;
    QByteArray json;
    Attempt read;
    QStringList required;
};

/// Data rows: each sample as it is, and without each required member, and with each of another type.
void addSampleRows(const QList<Sample> &samples);
/// For the current row: what is not as promised; empty when all is.
QString sampleReport();

} // namespace slipway::test

Q_DECLARE_METATYPE(slipway::test::Attempt)
