#include "run_pages/filter_chips.h"

#include "theme/icons.h"
#include "theme/style.h"
#include "widgets/plain_words.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

/// Longer names of branches are cut; the tooltip has them whole.
constexpr int mostLetters = 26;

QString shortened(const QString &words)
{
    return words.size() <= mostLetters ? words : words.first(mostLetters - 1) + u'…';
}

} // namespace

FilterChips::FilterChips(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_clear(new QPushButton(tr("Clear filters")))
{
    setAccessibleName(tr("Filters"));
    m_column->setContentsMargins(12, 6, 12, 6);
    m_column->setSpacing(4);
    m_clear->setObjectName(u"clearFilters"_s);
    theme::setTone(*m_clear, theme::Tone::Link);
    theme::setCompact(*m_clear);
    m_column->addWidget(m_clear, 0, Qt::AlignLeft);
    connect(m_clear, &QPushButton::clicked, this, &FilterChips::cleared);
    hide();
}

void FilterChips::setFilters(const QStringList &filters)
{
    if (m_filters == filters)
        return;
    m_filters = filters;
    for (int place = 0; place < filters.size(); ++place) {
        if (place == m_chips.size()) {
            auto *chip = new QPushButton;
            chip->setIcon(theme::icon(u"action-close"_s));
            theme::setCompact(*chip);
            connect(chip, &QPushButton::clicked, this, [this, place] { emit removed(place); });
            m_column->insertWidget(place, chip, 0, Qt::AlignLeft);
            m_chips += chip;
        }
        const QString &words = filters.at(place);
        QPushButton *chip = m_chips.at(place);
        chip->setText(widgets::plainTitle(shortened(words)));
        chip->setToolTip(widgets::plainTip(tr("Remove the filter %1").arg(words)));
        chip->setAccessibleName(tr("Remove the filter %1").arg(words));
        chip->setVisible(!words.isEmpty());
    }
    setVisible(std::ranges::any_of(filters, [](const QString &words) { return !words.isEmpty(); }));
}

} // namespace slipway::run_pages
