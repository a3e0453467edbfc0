#pragma once

#include "shell/sync_words.h"

#include <QAbstractButton>

namespace slipway::shell {

/// How fresh everything is. A click syncs. While hidden nothing of it runs; otherwise one alarm at sensible steps.
class SyncIndicator final : public QAbstractButton
{
    Q_OBJECT

public:
    /// `clock` outlives it.
    explicit SyncIndicator(base::Clock &clock, QWidget *parent = nullptr);
    ~SyncIndicator() override;

    void setState(const refresh::SyncState &state);
    QString words() const { return m_words.words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {24, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void renew();

    base::Clock &m_clock;
    refresh::SyncState m_state;
    SyncWords m_words;
    std::unique_ptr<base::Alarm> m_next;
};

/// How many calls the provider that is nearest to its limit still allows.
class CallsGauge final : public QWidget
{
    Q_OBJECT

public:
    explicit CallsGauge(QWidget *parent = nullptr);

    /// Hides when nobody told a limit.
    void setCalls(const QList<refresh::CallsLeft> &calls);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    refresh::CallsLeft m_scarcest;
};

} // namespace slipway::shell
