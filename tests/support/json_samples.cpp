#include "call_support/json_samples.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::test {

namespace {

/// "steps[0].name" in its parts: "steps", "0", "name".
QStringList partsOf(QString path)
{
    return path.replace(u'[', u'.').remove(u']').split(u'.');
}

QJsonValue changed(const QJsonValue &value, const QStringList &parts, const QJsonValue &leaf)
{
    if (parts.isEmpty())
        return leaf;
    const QStringList rest = parts.mid(1);
    if (value.isArray()) {
        QJsonArray list = value.toArray();
        const int place = parts.first().toInt();
        list.replace(place, changed(list.at(place), rest, leaf));
        return list;
    }
    QJsonObject object = value.toObject();
    const QJsonValue member = changed(object.value(parts.first()), rest, leaf);
    if (member.isUndefined())
        object.remove(parts.first());
    else
        object.insert(parts.first(), member);
    return object;
}

QJsonValue valueAt(const QByteArray &json, const QString &path)
{
    QJsonValue value = QJsonDocument::fromJson(json).object();
    for (const QString &part : partsOf(path))
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    return value;
}

QByteArray changedAt(const QByteArray &json, const QString &path, const QJsonValue &leaf)
{
    const QJsonValue root = QJsonDocument::fromJson(json).object();
    return QJsonDocument(changed(root, partsOf(path), leaf).toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray without(const QByteArray &json, const QString &path)
{
    return changedAt(json, path, QJsonValue(QJsonValue::Undefined));
}

QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value)
{
    return changedAt(json, path, value);
}

void addSampleRows(const QList<Sample> &samples)
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Attempt>("read");
    QTest::addColumn<QString>("path");
    for (const Sample &sample : samples) {
        QTest::addRow("%s as it is", sample.name) << sample.json << sample.read << QString();
        for (const QString &path : sample.required) {
            const QJsonValue other = valueAt(sample.json, path).isBool() ? QJsonValue(u"text"_s) : QJsonValue(true);
            const QByteArray name = path.toLatin1();
            const QString place = u"$."_s + path;
            QTest::addRow("%s without %s", sample.name, name.constData())
                << without(sample.json, path) << sample.read << place;
            QTest::addRow("%s with another type of %s", sample.name, name.constData())
                << with(sample.json, path, other) << sample.read << place;
        }
    }
}

QString sampleReport()
{
    QFETCH(QByteArray, json);
    QFETCH(Attempt, read);
    QFETCH(QString, path);
    const auto error = read(json);
    if (path.isEmpty())
        return error ? u"it was refused: "_s + error->message : QString();
    if (!error)
        return u"it was read all the same"_s;
    if (error->kind != base::Error::Kind::Protocol || error->path != path)
        return u"it was blamed on "_s + error->path;
    return {};
}

} // namespace slipway::test
