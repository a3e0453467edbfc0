#include "sqlite_api.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using slipway::store::Event;

namespace {

/// SQLITE_STATIC: the bytes stay where they are until the statement ran.
void (*const isStatic)(void *) = nullptr;
constexpr int hasRow = 100;

} // namespace

SqliteApi::SqliteApi(const QString &file)
    : m_library(u"sqlite3"_s, 0)
{
    if (auto *const open = function<int(const char *, void **)>("sqlite3_open"))
        open(file.toUtf8().constData(), &m_database);
}

SqliteApi::~SqliteApi()
{
    if (m_database != nullptr)
        function<int(void *)>("sqlite3_close")(m_database);
}

void SqliteApi::execute(const char *sql)
{
    function<int(void *, const char *, void *, void *, void *)>("sqlite3_exec")(m_database, sql, nullptr, nullptr,
                                                                                nullptr);
}

void SqliteApi::insert(const QList<Event> &events)
{
    auto *const prepare = function<int(void *, const char *, int, void **, void *)>("sqlite3_prepare_v2");
    auto *const bindText = function<int(void *, int, const char *, int, void (*)(void *))>("sqlite3_bind_text");
    auto *const bindNumber = function<int(void *, int, qint64)>("sqlite3_bind_int64");
    auto *const step = function<int(void *)>("sqlite3_step");
    auto *const reset = function<int(void *)>("sqlite3_reset");
    execute("BEGIN IMMEDIATE");
    void *statement = nullptr;
    prepare(m_database, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &statement, nullptr);
    for (const Event &event : events) {
        const QByteArray texts[] = {event.workspace.toUtf8(),   event.externalId.toUtf8(), event.app.toUtf8(),
                                    event.environment.toUtf8(), event.status.toUtf8(),     event.payload};
        const int places[] = {1, 3, 4, 5, 8, 9};
        for (size_t i = 0; i < std::size(places); ++i)
            bindText(statement, places[i], texts[i].constData(), static_cast<int>(texts[i].size()), isStatic);
        bindNumber(statement, 2, static_cast<int>(event.kind));
        bindNumber(statement, 6, event.at.toMSecsSinceEpoch());
        bindNumber(statement, 7, event.took.value_or(slipway::store::milliseconds(0)).count());
        step(statement);
        reset(statement);
    }
    function<int(void *)>("sqlite3_finalize")(statement);
    execute("COMMIT");
}

QList<Event> SqliteApi::events(const char *sql)
{
    auto *const step = function<int(void *)>("sqlite3_step");
    auto *const text = function<const char16_t *(void *, int)>("sqlite3_column_text16");
    auto *const number = function<qint64(void *, int)>("sqlite3_column_int64");
    auto *const bytes = function<const char *(void *, int)>("sqlite3_column_blob");
    auto *const size = function<int(void *, int)>("sqlite3_column_bytes");
    void *statement = nullptr;
    function<int(void *, const char *, int, void **, void *)>("sqlite3_prepare_v2")(m_database, sql, -1, &statement,
                                                                                    nullptr);
    const auto string = [&](int column) { return QString(reinterpret_cast<const QChar *>(text(statement, column))); };
    QList<Event> events;
    while (step(statement) == hasRow) {
        events.append({string(0), static_cast<Event::Kind>(number(statement, 1)), string(2), string(3), string(4),
                       QDateTime::fromMSecsSinceEpoch(number(statement, 5), QTimeZone::UTC),
                       slipway::store::milliseconds(number(statement, 6)), string(7),
                       QByteArray(bytes(statement, 8), size(statement, 8))});
    }
    function<int(void *)>("sqlite3_finalize")(statement);
    return events;
}
