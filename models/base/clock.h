#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace slipway::base {

using std::chrono::milliseconds;

/// An appointment with a clock. Destroying it cancels it; what it would have called is then never called.
class Alarm
{
public:
    virtual ~Alarm() = default;
};

/// Where all time comes from, so that tests can own it. Lives on, and calls back on, one thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// The time of day, UTC. May jump: for what people read and what providers compare.
    virtual QDateTime now() const = 0;
    /// Time since the clock was made; never jumps: for deadlines and durations.
    virtual milliseconds elapsed() const = 0;
    /// Calls `then` once, `delay` from now (at once on the next turn when it is not positive).
    virtual std::unique_ptr<Alarm> alarm(milliseconds delay, std::function<void()> then) = 0;
};

/// The machine's own time.
class SystemClock final : public Clock
{
public:
    SystemClock();
    QDateTime now() const override;
    milliseconds elapsed() const override;
    std::unique_ptr<Alarm> alarm(milliseconds delay, std::function<void()> then) override;

private:
    std::chrono::steady_clock::time_point m_begin;
};

/// A story's time: starts at a given moment and runs `speed` times as fast as the machine's.
class StoryClock final : public Clock
{
public:
    /// `start` is UTC; `speed` is above 0, 1 = as fast as real time.
    explicit StoryClock(const QDateTime &start, double speed = 1.0);
    QDateTime now() const override;
    milliseconds elapsed() const override;
    std::unique_ptr<Alarm> alarm(milliseconds delay, std::function<void()> then) override;
    double speed() const { return m_speed; }

private:
    QDateTime m_start;
    double m_speed;
    std::chrono::steady_clock::time_point m_begin;
};

/// Stands still until it is moved. For tests.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &start = QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC));
    QDateTime now() const override { return m_start.addMSecs((m_elapsed + m_skew).count()); }
    milliseconds elapsed() const override { return m_elapsed; }
    std::unique_ptr<Alarm> alarm(milliseconds delay, std::function<void()> then) override;

    /// Moves time on and rings every alarm that falls due, in order, those set meanwhile included.
    void advance(milliseconds by);
    /// Moves the time of day alone, as when somebody sets the machine's clock.
    void skew(milliseconds by) { m_skew += by; }
    /// How many alarms wait; lets a test know that a delay has been asked for.
    qsizetype waiting() const;
    /// The time until the next alarm; negative when none waits.
    milliseconds untilNext() const;

private:
    struct Book;
    class Entry;
    QDateTime m_start;
    milliseconds m_elapsed{0};
    milliseconds m_skew{0};
    std::shared_ptr<Book> m_book;
};

} // namespace slipway::base
