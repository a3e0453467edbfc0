#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "base/result.h"

#include <QCoro/QCoroTask>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace slipway::runs {

/// Asks the same thing again and again: as soon as the last answer wished, five times slower while hidden, longer each
/// time after failures (5 s to 5 min), not before the time that a provider named. One question at a time. GUI thread.
class Rounds final : public QObject
{
    Q_OBJECT

public:
    using milliseconds = base::milliseconds;
    /// Asks; gives how soon to ask again, nothing for never.
    using Ask = std::function<QCoro::Task<base::Result<std::optional<milliseconds>>>(std::stop_token)>;

    Rounds(std::shared_ptr<base::Clock> clock, Ask ask, QObject *parent = nullptr);
    ~Rounds() override;

    /// Asks now; what is under way is dropped.
    void askNow();
    void stop();
    void setHidden(bool hidden);
    bool isAsking() const { return m_isAsking; }

Q_SIGNALS:
    void failed(const slipway::base::Error &error);

private:
    void take(quint64 round, const base::Result<std::optional<milliseconds>> &wish);
    void takeFailure(const base::Error &error);
    void expect(milliseconds delay);

    std::shared_ptr<base::Clock> m_clock;
    Ask m_ask;
    std::stop_source m_stop;
    std::unique_ptr<base::Alarm> m_alarm;
    quint64 m_round = 0;
    int m_failures = 0;
    bool m_isAsking = false;
    bool m_isHidden = false;
};

} // namespace slipway::runs
