#pragma once

#include "operations/plan.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway::approvals_page {

/// The guard-rails with what came of them, gravest first.
class GateList final : public QWidget
{
    Q_OBJECT

public:
    explicit GateList(QWidget *parent = nullptr);
    void setGuards(const QList<operations::Guard> &guards);
    /// "9 pass, 2 need a note".
    QString summary() const;

private:
    QList<operations::Guard> m_guards;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace slipway::approvals_page
