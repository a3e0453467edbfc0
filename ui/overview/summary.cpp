#include "overview_page/summary.h"

#include "base/format.h"

#include <QHBoxLayout>

namespace slipway::overview_page {

using base::Status;

namespace {

constexpr int chipGap = 10;

} // namespace

SummaryChips::SummaryChips(QWidget *parent)
    : QWidget(parent)
    , m_failing(new widgets::StatusChip(this))
    , m_atRisk(new widgets::StatusChip(this))
    , m_deploying(new widgets::StatusChip(this))
    , m_healthy(new widgets::StatusChip(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(chipGap);
    for (auto *chip : {m_failing, m_atRisk, m_deploying, m_healthy})
        row->addWidget(chip);
    setSummary({});
}

QString SummaryChips::riskWords(const overview::Summary &summary)
{
    if (summary.canariesAtRisk == 0 || summary.canariesAtRisk < summary.atRisk)
        return tr("%1 at risk");
    return summary.canariesAtRisk == 1 ? tr("%1 canary at risk") : tr("%1 canaries at risk");
}

void SummaryChips::setSummary(const overview::Summary &summary)
{
    show(*m_failing, Status::Failure, summary.failing, tr("%1 failing"));
    show(*m_atRisk, Status::Warning, summary.atRisk, riskWords(summary));
    show(*m_deploying, Status::Running, summary.deploying, tr("%1 deploying"));
    show(*m_healthy, Status::Success, summary.healthy, tr("%1 healthy"));
}

void SummaryChips::show(widgets::StatusChip &chip, Status status, qsizetype number, const QString &words)
{
    chip.setStatus(status, words.arg(base::format::count(number)));
    chip.setVisible(number > 0);
}

} // namespace slipway::overview_page
