#pragma once

#include "operations/plan.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace slipway::rollout_sheets {

/// The rules that a plan is held against: what blocks, what asks for a reason, what warns, what passes.
class GuardList final : public QWidget
{
    Q_OBJECT

public:
    explicit GuardList(QWidget *parent = nullptr);
    /// Reasons that were typed stay with their guard.
    void setGuards(const QList<operations::Guard> &guards);
    /// By guard id; trimmed, those that say something.
    QMap<QString, QString> reasons() const;

Q_SIGNALS:
    void reasonsChanged();

private:
    QWidget *guardRow(const operations::Guard &guard);

    QList<operations::Guard> m_guards;
    QMap<QString, QString> m_typed;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace slipway::rollout_sheets
