#include "rollout_sheets/side_card.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "widgets/sha_chip.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int iconPlace = 44;

} // namespace

SideCard::SideCard(bool isGoal, QWidget *parent)
    : QWidget(parent)
    , m_isGoal(isGoal)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(iconPlace, 8, 12, 8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void SideCard::setSide(const rollout::Side &side)
{
    m_side = side;
    clear(*m_row);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    QLabel *version = words(side.version.isEmpty() ? u"—"_s : side.version, theme::FontRole::Section);
    version->setWordWrap(false);
    head->addWidget(version);
    if (!side.sha.isEmpty()) {
        auto *chip = new widgets::ShaChip;
        chip->setCommit(side.sha);
        head->addWidget(chip);
    }
    head->addWidget(words(side.line, theme::FontRole::Small, QPalette::PlaceholderText), 1);
    column->addLayout(head);
    if (!side.verdict.isEmpty()) {
        QLabel *verdict = words(side.verdict, theme::FontRole::Small);
        QPalette painted = verdict->palette();
        painted.setColor(QPalette::WindowText, theme::tokens(palette()).status(side.status).fg);
        verdict->setPalette(painted);
        column->addWidget(verdict);
    }
    m_row->addLayout(column, 1);
    const QString role = m_isGoal ? tr("To %1") : tr("From %1");
    setAccessibleName(role.arg(side.version));
    setAccessibleDescription(theme::statusWord(side.status) + u", "_s + side.line + u", "_s + side.verdict);
    update();
}

void SideCard::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    const bool isGood = m_isGoal && m_side.status == base::Status::Success;
    theme::paintBox(painter, rect(), theme::controlRadius, colours.raised,
                    isGood ? colours.success.solid : colours.line2);
    theme::paintIcon(painter, QRectF(14, height() / 2.0 - 9, 18, 18), theme::statusIcon(m_side.status),
                     colours.status(m_side.status).solid);
}

} // namespace slipway::rollout_sheets
