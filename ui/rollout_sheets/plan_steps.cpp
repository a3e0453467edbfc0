#include "rollout_sheets/plan_steps.h"

#include "base/format.h"
#include "rollout_sheets/parts.h"
#include "rollout_sheets/step_groups.h"
#include "theme/paint.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int numberSize = 22;

/// A number in a ring, with the line that leads to the next one.
class NumberRing final : public QWidget
{
public:
    NumberRing(int number, bool isLast)
        : m_number(number)
        , m_isLast(isLast)
    {
        setFixedWidth(qRound(numberSize * theme::textScale(font())) + 1);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Tokens &colours = theme::tokens(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal size = width() - 1;
        if (!m_isLast)
            painter.fillRect(QRectF(width() / 2.0 - 0.5, size + 1, 1, height() - size), colours.line2);
        painter.setPen(QPen(colours.line3, 1));
        painter.drawEllipse(QRectF(0.5, 0.5, size - 0.5, size - 0.5));
        theme::paintText(painter, QRectF(0, 0, size + 1, size + 1), QString::number(m_number),
                         theme::font(theme::FontRole::Small, font()), colours.text2, Qt::AlignCenter);
    }

private:
    int m_number;
    bool m_isLast;
};

QString timeWords(const StepGroup &group)
{
    using operations::StepTime;
    if (group.time == StepTime::OnFailure)
        return PlanSteps::tr("only if it fails");
    if (group.time == StepTime::Always)
        return PlanSteps::tr("at the end, always");
    return group.expected.count() > 0 ? base::format::duration(group.expected) : QString();
}

QHBoxLayout *line(const QString &left, QLabel *right, theme::FontRole role, QPalette::ColorRole colour)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(words(left, role, colour), 1);
    right->setWordWrap(false);
    row->addWidget(right, 0, Qt::AlignTop);
    return row;
}

QLabel *dim(const QString &text)
{
    QLabel *label = words(breakable(text), theme::FontRole::Small, QPalette::PlaceholderText);
    label->setAccessibleName(text);
    return label;
}

/// What is short stands at the end of the line, as a machine's versions; sentences below it.
void addStep(QVBoxLayout &column, const StepGroup &group, const operations::StepSpec &step)
{
    constexpr qsizetype shortDetail = 28;
    const bool isOne = group.steps.size() == 1;
    const bool isBeside = !isOne && step.detail.size() <= shortDetail;
    if (!isOne || step.title != group.heading)
        column.addLayout(line(step.title, words(isBeside ? step.detail : QString(), theme::FontRole::Small),
                              theme::FontRole::Small, isBeside ? QPalette::PlaceholderText : QPalette::WindowText));
    if (!isBeside && !step.detail.isEmpty())
        column.addWidget(dim(step.detail));
}

} // namespace

PlanSteps::PlanSteps(QWidget *parent)
    : QWidget(parent)
    , m_total(words({}, theme::FontRole::Small, QPalette::PlaceholderText))
    , m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    auto *head = new QHBoxLayout;
    m_total->setWordWrap(false);
    m_total->setObjectName(u"planTotal"_s);
    head->addWidget(heading(tr("What will happen")));
    head->addStretch();
    head->addWidget(m_total);
    column->addLayout(head);
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    column->addStretch(1);
}

void PlanSteps::setPlan(const operations::Plan &plan)
{
    clear(*m_rows);
    m_total->setText(plan.expected.count() > 0 ? tr("about %1").arg(base::format::duration(plan.expected)) : QString());
    const QList<StepGroup> groups = groupsOf(plan);
    for (int at = 0; at < groups.size(); ++at)
        m_rows->addWidget(groupRow(groups.at(at), at + 1, at + 1 == groups.size()));
}

QWidget *PlanSteps::groupRow(const StepGroup &group, int number, bool isLast)
{
    auto *box = new QWidget;
    box->setObjectName(u"planStep"_s);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(new NumberRing(number, isLast));
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 2, 0, 12);
    column->setSpacing(2);
    QLabel *time = words(timeWords(group), theme::FontRole::Small, QPalette::PlaceholderText);
    column->addLayout(line(group.heading, time, theme::FontRole::BodyStrong, QPalette::WindowText));
    for (const operations::StepSpec &step : group.steps)
        addStep(*column, group, step);
    if (group.isAlsoAtEnd)
        column->addWidget(dim(tr("Also when a step before it fails.")));
    column->addStretch(1);
    row->addLayout(column, 1);
    box->setAccessibleName(tr("Step %1: %2").arg(QString::number(number), group.heading));
    return box;
}

} // namespace slipway::rollout_sheets
