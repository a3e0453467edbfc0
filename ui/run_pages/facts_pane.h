#pragma once

#include "runs/live_run.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway::run_pages {

/// A line of "Where the time goes": words, a bar, a time. A click or Enter goes to its step.
class ShareRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareRow(QWidget *parent = nullptr);
    void setShare(const runs::TimeShare &share, runs::milliseconds longest);
    const runs::TimeShare &share() const { return m_share; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void activated(const QString &node, qint64 step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString words() const;

    runs::TimeShare m_share;
    double m_part = 0;
};

/// The right pane: where the time goes, what the run waits for, how long it will take.
class FactsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit FactsPane(QWidget *parent = nullptr);

    /// Takes all of it anew; parts that stay keep the keyboard.
    void setRun(const runs::LiveRun &run);
    int wantedWidth() const;
    /// Puts the keyboard on its first control.
    void takeKeyboard();

Q_SIGNALS:
    void stepWanted(const QString &node, qint64 step);
    void approveRequested();
    void runWanted(qint64 run);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setShares(const runs::LiveRun &run);
    void setWaits(const runs::LiveRun &run);
    QWidget *makeWait(const runs::WaitReason &wait);
    void adoptFont();

    QLabel *m_title = nullptr;
    QLabel *m_total = nullptr;
    QVBoxLayout *m_shares = nullptr;
    QLabel *m_remark = nullptr;
    QWidget *m_waitPart = nullptr;
    QLabel *m_waitTitle = nullptr;
    QVBoxLayout *m_waits = nullptr;
    QList<ShareRow *> m_rows;
    /// What the waits that stand there are about; their words change with time.
    QStringList m_shownWaits;
};

} // namespace slipway::run_pages
