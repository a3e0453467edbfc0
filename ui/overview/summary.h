#pragma once

#include "overview/fleet.h"
#include "widgets/status_chip.h"

#include <QWidget>

namespace slipway::overview_page {

/// How many releases in production and staging fare how.
struct Summary {
    qsizetype failing = 0;
    qsizetype atRisk = 0;
    qsizetype deploying = 0;
    qsizetype healthy = 0;
    bool operator==(const Summary &) const = default;
};

Summary summarise(const QList<overview::AppRow> &apps);

/// The summary as chips: "1 failing", "7 healthy". What counts nothing is left out.
class SummaryChips final : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryChips(QWidget *parent = nullptr);

    void setSummary(const Summary &summary);

private:
    void show(widgets::StatusChip &chip, base::Status status, qsizetype number, const QString &words);

    widgets::StatusChip *m_failing;
    widgets::StatusChip *m_atRisk;
    widgets::StatusChip *m_deploying;
    widgets::StatusChip *m_healthy;
};

} // namespace slipway::overview_page
