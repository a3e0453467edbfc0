#include "base/clock.h"

#include <QTimer>

#include <algorithm>
#include <cmath>

namespace slipway::base {

namespace {

using Steady = std::chrono::steady_clock;

milliseconds since(Steady::time_point begin)
{
    return std::chrono::duration_cast<milliseconds>(Steady::now() - begin);
}

class TimerAlarm final : public Alarm
{
public:
    TimerAlarm(milliseconds delay, std::function<void()> then)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        // The callback may destroy this alarm, so it is taken out first.
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [call = std::move(then)] {
            const auto copy = call;
            copy();
        });
        m_timer.start(std::max(delay, milliseconds{0}));
    }

private:
    QTimer m_timer;
};

} // namespace

SystemClock::SystemClock()
    : m_begin(Steady::now())
{ }

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

milliseconds SystemClock::elapsed() const
{
    return since(m_begin);
}

std::unique_ptr<Alarm> SystemClock::alarm(milliseconds delay, std::function<void()> then)
{
    return std::make_unique<TimerAlarm>(delay, std::move(then));
}

StoryClock::StoryClock(const QDateTime &start, double speed)
    : m_start(start.toUTC())
    , m_speed(speed)
    , m_begin(Steady::now())
{
    Q_ASSERT(speed > 0);
}

QDateTime StoryClock::now() const
{
    return m_start.addMSecs(elapsed().count());
}

milliseconds StoryClock::elapsed() const
{
    return milliseconds{std::llround(static_cast<double>(since(m_begin).count()) * m_speed)};
}

std::unique_ptr<Alarm> StoryClock::alarm(milliseconds delay, std::function<void()> then)
{
    const milliseconds real{static_cast<qint64>(std::ceil(static_cast<double>(delay.count()) / m_speed))};
    return std::make_unique<TimerAlarm>(real, std::move(then));
}

/// The alarms of a manual clock by due time, then by the order they were set in.
struct ManualClock::Book {
    using Key = std::pair<milliseconds, quint64>;
    std::map<Key, std::function<void()>> entries;
    quint64 next = 0;
};

class ManualClock::Entry final : public Alarm
{
public:
    Entry(std::weak_ptr<Book> book, Book::Key key)
        : m_book(std::move(book))
        , m_key(key)
    { }
    ~Entry() override
    {
        if (const auto book = m_book.lock())
            book->entries.erase(m_key);
    }

private:
    std::weak_ptr<Book> m_book;
    Book::Key m_key;
};

ManualClock::ManualClock(const QDateTime &start)
    : m_start(start.toUTC())
    , m_book(std::make_shared<Book>())
{ }

std::unique_ptr<Alarm> ManualClock::alarm(milliseconds delay, std::function<void()> then)
{
    const Book::Key key{m_elapsed + std::max(delay, milliseconds{0}), m_book->next++};
    m_book->entries.emplace(key, std::move(then));
    return std::make_unique<Entry>(m_book, key);
}

void ManualClock::advance(milliseconds by)
{
    const milliseconds end = m_elapsed + by;
    while (!m_book->entries.empty() && m_book->entries.begin()->first.first <= end) {
        auto due = m_book->entries.extract(m_book->entries.begin());
        m_elapsed = std::max(m_elapsed, due.key().first);
        due.mapped()();
    }
    m_elapsed = end;
}

qsizetype ManualClock::waiting() const
{
    return static_cast<qsizetype>(m_book->entries.size());
}

milliseconds ManualClock::untilNext() const
{
    if (m_book->entries.empty())
        return milliseconds{-1};
    return m_book->entries.begin()->first.first - m_elapsed;
}

} // namespace slipway::base
