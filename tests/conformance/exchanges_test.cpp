#include "sandbox/sandbox.h"
#include "story.h"

#include <QDir>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <sodium.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using conformance::Line;

namespace {

QJsonValue member(const QByteArray &body, const QString &path)
{
    const auto document = QJsonDocument::fromJson(body);
    QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QStringList parts = path.split(u'.');
    for (const QString &part : parts)
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    return value;
}

QString sealed(const QString &publicKey)
{
    const QByteArray key = QByteArray::fromBase64(publicKey.toLatin1());
    const QByteArray value = "a new value";
    if (sodium_init() < 0 || key.size() != crypto_box_PUBLICKEYBYTES)
        return {};
    QByteArray box(value.size() + qsizetype{crypto_box_SEALBYTES}, '\0');
    const auto bytes = [](QByteArray &array) { return reinterpret_cast<unsigned char *>(array.data()); };
    const auto read = [](const QByteArray &array) { return reinterpret_cast<const unsigned char *>(array.data()); };
    crypto_box_seal(bytes(box), read(value), static_cast<unsigned long long>(value.size()), read(key));
    return QString::fromLatin1(box.toBase64());
}

} // namespace

/// Asks the sandbox for all that it covers and writes the exchanges down for validate-exchange.mjs.
class TestExchanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallIsAnsweredAsWritten_data();
    void everyCallIsAnsweredAsWritten();

private:
    struct Answer {
        int status = 0;
        QByteArray body;
        QHttpHeaders headers;
    };

    void begin(const QString &scenario, const QString &name);
    void follow(const Line &line);
    void call(const Line &line);
    Answer ask(const QByteArray &method, const QUrl &url, const QByteArray &body);
    QByteArray authorization() const;
    void nameTheWebhooks();

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    base::ManualClock *m_clock = nullptr;
    QNetworkAccessManager m_network;
    conformance::Names m_names;
    QString m_group;
    QString m_key;
    QString m_access;
    QString m_header;
    Answer m_last;
    QStringList m_wrong;
};

void TestExchanges::everyCallIsAnsweredAsWritten_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("story");
    const QDir folder(QStringLiteral(SLIPWAY_SOURCE_DIR "/tests/conformance/stories"));
    const QStringList stories = folder.entryList({u"*.calls"_s}, QDir::Files, QDir::Name);
    for (const QString &story : stories) {
        const QString scenario = story.startsWith("large"_L1) ? u"large"_s : u"loop-health"_s;
        QTest::newRow(qPrintable(story.chopped(6))) << scenario << folder.filePath(story);
    }
}

void TestExchanges::everyCallIsAnsweredAsWritten()
{
    QFETCH(QString, scenario);
    QFETCH(QString, story);
    const auto lines = conformance::readStory(story);
    QVERIFY(lines && !lines->isEmpty());
    begin(scenario, QString::fromLatin1(QTest::currentDataTag()));
    for (const Line &line : *lines)
        follow(line);
    QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.join(u'\n')));
}

void TestExchanges::begin(const QString &scenario, const QString &name)
{
    m_sandbox.reset();
    const auto told = sandbox::scenario(scenario);
    QVERIFY(told);
    auto clock = std::make_unique<base::ManualClock>(told->start);
    m_clock = clock.get();
    m_sandbox = std::make_unique<sandbox::Sandbox>(*told, std::move(clock), 1);
    const QDir folder(QStringLiteral(SLIPWAY_EXCHANGES));
    QVERIFY(folder.mkpath(u"."_s));
    QVERIFY(m_sandbox->simulation().recorder().open(folder.filePath(name + ".jsonl"_L1)));
    QVERIFY(m_sandbox->listen());
    m_names = {};
    m_access = u"full"_s;
    m_wrong.clear();
    nameTheWebhooks();
}

void TestExchanges::nameTheWebhooks()
{
    const QJsonObject hooks = m_sandbox->ready().value("slackWebhooks"_L1).toObject();
    for (auto hook = hooks.begin(); hook != hooks.end(); ++hook)
        m_names.set(u"hook:"_s + hook.key(), QUrl(hook->toString()).path());
}

void TestExchanges::follow(const Line &line)
{
    const QString rest = m_names.filled(line.rest);
    const QString name = rest.section(u" = "_s, 0, 0);
    const QString value = rest.section(u" = "_s, 1);
    if (line.word == "at"_L1) {
        m_group = rest.section(u'/', 0, 0);
        m_key = rest.section(u'/', 1);
    } else if (line.word == "let"_L1) {
        m_names.set(name, value);
    } else if (line.word == "as"_L1) {
        m_access = rest;
    } else if (line.word == "with"_L1) {
        m_header = rest;
    } else if (line.word == "pass"_L1) {
        m_clock->advance(std::chrono::seconds(rest.toInt()));
    } else if (line.word == "fault"_L1) {
        const auto fault = sandbox::parseFault(QJsonDocument::fromJson(rest.toUtf8()).object());
        QVERIFY2(fault, qPrintable(rest));
        m_sandbox->simulation().faults().add(*fault);
    } else if (line.word == "keep"_L1) {
        const bool isHeader = value.startsWith("header:"_L1);
        const QString kept = isHeader ? QString::fromLatin1(m_last.headers.value(value.mid(7)))
                                      : member(m_last.body, value).toVariant().toString();
        if (kept.isEmpty())
            m_wrong.append(u"%1: the last answer has no %2: %3"_s.arg(line.number)
                               .arg(value, QString::fromUtf8(m_last.body.left(300))));
        m_names.set(name, kept);
    } else if (line.word == "seal"_L1) {
        m_names.set(name, sealed(value));
    } else {
        call(line);
    }
}

void TestExchanges::call(const Line &line)
{
    const int expected = line.rest.section(u' ', 0, 0).toInt();
    const QString path = m_names.filled(line.rest.section(u' ', 1).trimmed());
    const QByteArray body = m_names.filled(QString::fromUtf8(line.body)).toUtf8();
    // Fly.io takes one call a second of a kind, and Slack one message.
    m_clock->advance(std::chrono::seconds(1));
    m_last = ask(line.word.toLatin1(), QUrl(m_sandbox->url(m_group, m_key) + path), body);
    m_header.clear();
    if (m_last.status != expected)
        m_wrong.append(u"%1: %2 %3 gave %4: %5"_s.arg(QString::number(line.number), line.word, path,
                                                      QString::number(m_last.status),
                                                      QString::fromUtf8(m_last.body.left(300))));
}

QByteArray TestExchanges::authorization() const
{
    const sandbox::Tokens tokens = m_sandbox->tokens(m_group);
    if (m_access == "none"_L1 || tokens.isEmpty())
        return {};
    if (m_access == "wrong"_L1)
        return "Bearer guessed"_ba;
    return "Bearer "
        + (m_access == "readOnly"_L1            ? tokens.readOnly
               : m_access == "missingScopes"_L1 ? tokens.missingScopes
               : m_access == "noWorkflows"_L1   ? tokens.noWorkflows
                                                : tokens.full);
}

TestExchanges::Answer TestExchanges::ask(const QByteArray &method, const QUrl &url, const QByteArray &body)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (const QByteArray token = authorization(); !token.isEmpty())
        request.setRawHeader("Authorization", token);
    if (!m_header.isEmpty())
        request.setRawHeader(m_header.section(u": "_s, 0, 0).toLatin1(), m_header.section(u": "_s, 1).toLatin1());
    if (!body.isEmpty() && !request.hasRawHeader("Content-Type"_L1))
        request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    // An answer that waits for something in the story comes when the story goes on.
    for (int turn = 0; turn < 600 && !QTest::qWaitFor([&] { return reply->isFinished(); }, 100); ++turn)
        m_clock->advance(std::chrono::seconds(1));
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(), reply->headers()};
}

QTEST_GUILESS_MAIN(TestExchanges)
#include "exchanges_test.moc"
