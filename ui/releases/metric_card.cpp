#include "releases_page/metric_card.h"

#include "base/format.h"
#include "releases_page/metric_chart.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

QLabel *wrapped(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    widgets::showAsWritten(*label);
    return label;
}

QString secondWords(const releases::Figure &figure)
{
    if (!figure.second || figure.secondTitle.isEmpty())
        return {};
    return MetricCard::tr("%1 %2").arg(figure.secondTitle,
                                       base::format::age(releases::milliseconds(std::llround(*figure.second))));
}

} // namespace

MetricCard::MetricCard(int number, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_figure(wrapped(u"figure%1"_s.arg(number)))
    , m_second(wrapped(u"second%1"_s.arg(number)))
    , m_definition(wrapped(u"definition%1"_s.arg(number)))
    , m_chart(new MetricChart)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(4);
    for (QLabel *label : {m_title, m_figure, m_second})
        column->addWidget(label);
    column->addSpacing(4);
    column->addWidget(m_chart);
    column->addSpacing(4);
    column->addWidget(m_definition);
    column->addStretch(1);
    m_title->setFont(theme::font(theme::FontRole::Section, font()));
    m_figure->setFont(theme::font(theme::FontRole::Metric, font()));
    for (QLabel *label : {m_second, m_definition}) {
        label->setFont(theme::font(theme::FontRole::Small, font()));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
}

void MetricCard::setFigure(const releases::Figure &figure)
{
    setAccessibleName(tr("%1: %2").arg(figure.title, figure.words));
    m_title->setText(figure.title);
    m_figure->setText(figure.words);
    m_second->setText(secondWords(figure));
    m_second->setVisible(!m_second->text().isEmpty());
    m_definition->setText(figure.definition);
    m_chart->setFigure(figure);
    m_chart->setVisible(std::ranges::any_of(figure.weekly, [](const auto &week) { return week.second.has_value(); }));
}

void MetricCard::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::cardRadius, tokens.raised, tokens.line2);
}

} // namespace slipway::releases_page
