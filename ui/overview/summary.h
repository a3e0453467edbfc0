#pragma once

#include "overview/fleet_rows.h"
#include "widgets/status_chip.h"

#include <QWidget>

namespace slipway::overview_page {

/// The summary as chips: "1 failing", "7 healthy". What counts nothing is left out.
class SummaryChips final : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryChips(QWidget *parent = nullptr);

    void setSummary(const overview::Summary &summary);

private:
    /// Says "canary" where only canaries are at risk.
    static QString riskWords(const overview::Summary &summary);
    void show(widgets::StatusChip &chip, base::Status status, qsizetype number, const QString &words);

    widgets::StatusChip *m_failing;
    widgets::StatusChip *m_atRisk;
    widgets::StatusChip *m_deploying;
    widgets::StatusChip *m_healthy;
};

} // namespace slipway::overview_page
