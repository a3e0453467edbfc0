#include "net/cached_answers.h"

#include "net/cache_folder.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

constexpr qsizetype memoryBytes = 32 * 1024 * 1024;
/// Above this the disk does not keep up, and what comes is left out.
constexpr qint64 mostUnwritten = 32 * 1024 * 1024;

using Known = QHttpHeaders::WellKnownHeader;

bool isWorthStoring(const RawAnswer &answer)
{
    if (answer.status != 200 || answer.body.size() > memoryBytes / 4)
        return false;
    if (answer.headers.combinedValue(Known::CacheControl).toLower().contains("no-store"))
        return false;
    return answer.headers.contains(Known::ETag) || answer.headers.contains(Known::LastModified);
}

} // namespace

CachedAnswers::CachedAnswers(const QString &folder, qint64 bytes)
    : m_memory(memoryBytes)
{
    m_worker.setMaxThreadCount(1);
    if (!folder.isEmpty())
        m_folder = std::make_shared<CacheFolder>(folder, bytes);
    m_installKey = m_folder ? m_folder->installKey() : CacheFolder::newInstallKey();
}

CachedAnswers::~CachedAnswers()
{
    m_worker.waitForDone();
}

QByteArray CachedAnswers::key(const Endpoint &endpoint, const Request &request) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_installKey);
    const auto accept = request.headers.contains(Known::Accept) ? request.headers.combinedValue(Known::Accept)
                                                                : endpoint.headers.combinedValue(Known::Accept);
    // Zero bytes part the fields, since none of them can hold one.
    code.addData(endpoint.token.reveal() + '\0' + accept + '\0' + request.url.toEncoded());
    return code.result().toHex();
}

QCoro::Task<std::shared_ptr<const StoredAnswer>> CachedAnswers::find(QByteArray key)
{
    if (const auto *known = m_memory.object(key))
        co_return *known;
    if (!m_folder || !m_folder->mayHold(key))
        co_return nullptr;
    const auto folder = m_folder;
    const auto reading = QtConcurrent::run(&m_worker, [folder, key] { return folder->read(key); });
    const auto answer = co_await qCoro(reading).takeResult();
    if (answer)
        remember(key, answer);
    co_return answer;
}

void CachedAnswers::store(const QByteArray &key, const RawAnswer &answer)
{
    if (!isWorthStoring(answer))
        return;
    auto headers = answer.headers;
    headers.removeAll(Known::SetCookie);
    const auto stored = std::make_shared<const StoredAnswer>(answer.status, std::move(headers), answer.body);
    remember(key, stored);
    const qint64 size = answer.body.size();
    if (!m_folder || *m_unwritten > mostUnwritten)
        return;
    *m_unwritten += size;
    m_worker.start([folder = m_folder, unwritten = m_unwritten, key, stored, size] {
        folder->write(key, *stored);
        *unwritten -= size;
    });
}

void CachedAnswers::touch(const QByteArray &key)
{
    if (m_folder)
        m_worker.start([folder = m_folder, key] { folder->touch(key); });
}

void CachedAnswers::remember(const QByteArray &key, const std::shared_ptr<const StoredAnswer> &answer)
{
    m_memory.insert(key, new std::shared_ptr(answer), answer->body.size() + 1024);
}

} // namespace slipway::net
