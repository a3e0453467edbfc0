#include "editing/journal.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::editing {

namespace {

constexpr QByteArrayView mark = "slipway-journal-1 ";

QByteArray header(const Recovered &edits)
{
    const Origin &origin = edits.origin;
    const QJsonObject object{{u"path"_s, origin.path},
                             {u"file"_s, origin.file},
                             {u"repository"_s, origin.repository},
                             {u"branch"_s, origin.branch},
                             {u"commit"_s, origin.commit},
                             {u"isNew"_s, origin.isNew},
                             {u"base"_s, QString::fromLatin1(edits.baseHash)},
                             {u"at"_s, edits.at.toUTC().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Recovered readHeader(const base::json::Object &json)
{
    return {.origin = {.path = json.text("path"_L1),
                       .file = json.text("file"_L1),
                       .repository = json.text("repository"_L1),
                       .branch = json.text("branch"_L1),
                       .commit = json.text("commit"_L1),
                       .isNew = json.boolean("isNew"_L1)},
            .baseHash = json.text("base"_L1).toLatin1(),
            .at = json.time("at"_L1)};
}

base::Error damage()
{
    return base::makeError(base::Error::Kind::Protocol,
                           QCoreApplication::translate("editing::journal", "The journal is damaged."));
}

} // namespace

QByteArray hashOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

QString journalName(const Origin &origin)
{
    const QStringList parts =
        origin.file.isEmpty() ? QStringList{origin.repository, origin.branch, origin.path} : QStringList{origin.file};
    return QString::fromLatin1(hashOf(parts.join(u'\0').toUtf8()).first(32)) + u".journal"_s;
}

QByteArray journalBytes(const Recovered &edits)
{
    const QByteArray body = header(edits) + '\n' + edits.text;
    return mark.toByteArray() + hashOf(body) + '\n' + body;
}

base::Result<Recovered> journalFrom(const QByteArray &bytes)
{
    const auto lineEnd = bytes.indexOf('\n');
    if (!bytes.startsWith(mark) || lineEnd < 0)
        return std::unexpected(damage());
    const QByteArray body = bytes.sliced(lineEnd + 1);
    if (bytes.first(lineEnd).sliced(mark.size()) != hashOf(body))
        return std::unexpected(damage());
    const auto headerEnd = body.indexOf('\n');
    if (headerEnd < 0)
        return std::unexpected(damage());
    auto edits = base::json::read(body.first(headerEnd), readHeader);
    if (edits)
        edits->text = body.sliced(headerEnd + 1);
    return edits;
}

} // namespace slipway::editing
