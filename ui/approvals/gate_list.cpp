#include "approvals_page/gate_list.h"

#include "approvals_page/words.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Guard = operations::Guard;
using Level = operations::Guard::Level;

constexpr int iconSize = 16;
constexpr int textLeft = 28;

QString levelWords(Level level)
{
    switch (level) {
    case Level::Pass: return GateList::tr("passes");
    case Level::Warn: return GateList::tr("warns");
    case Level::Ask: return GateList::tr("needs a note");
    case Level::Block: break;
    }
    return GateList::tr("blocks");
}

class GateRow final : public QWidget
{
public:
    explicit GateRow(const Guard &guard)
        : m_status(statusOf(guard.level))
    {
        setObjectName(guard.id);
        setAccessibleName(GateList::tr("%1, %2. %3").arg(guard.title, levelWords(guard.level), guard.detail));
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(textLeft, 0, 0, 0);
        column->setSpacing(2);
        column->addWidget(wordsLabel(guard.title, theme::FontRole::BodyStrong));
        if (!guard.detail.isEmpty())
            column->addWidget(wordsLabel(guard.detail, theme::FontRole::Small, QPalette::PlaceholderText));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const qreal top = std::max(0.0, (fontMetrics().height() - iconSize) / 2.0);
        theme::paintIcon(painter, QRectF(0, top, iconSize, iconSize), theme::statusIcon(m_status),
                         theme::tokens(palette()).status(m_status).solid);
    }

private:
    base::Status m_status;
};

QString part(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

} // namespace

GateList::GateList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    setAccessibleName(tr("Gates"));
    m_rows->setContentsMargins(theme::gutter, 12, theme::gutter, 12);
    m_rows->setSpacing(10);
}

void GateList::setGuards(const QList<Guard> &guards)
{
    if (guards == m_guards)
        return;
    m_guards = guards;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Guard &guard : guards)
        m_rows->addWidget(new GateRow(guard));
}

QString GateList::summary() const
{
    const auto count = [this](Level level) { return std::ranges::count(m_guards, level, &Guard::level); };
    QStringList parts;
    if (const auto blocks = count(Level::Block))
        parts += part(blocks, tr("1 blocks"), tr("%1 block"));
    if (const auto passes = count(Level::Pass))
        parts += part(passes, tr("1 passes"), tr("%1 pass"));
    if (const auto warns = count(Level::Warn))
        parts += part(warns, tr("1 warns"), tr("%1 warn"));
    if (const auto asks = count(Level::Ask))
        parts += part(asks, tr("1 needs a note"), tr("%1 need a note"));
    return parts.join(u", "_s);
}

} // namespace slipway::approvals_page
